package dev.checkpoint4j.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Python Kura wrote, loaded into the built-in records and as maps, is written again as it was.
 */
class RealFilesTest {
  private static final Path REAL = Path.of("..", "..", "..", "shared", "data", "real");
  private static final JsonFactory JSON = new JsonFactory();

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("conversations", TypeRef.of(Conversation.class)),
        Arguments.of("summaries", TypeRef.of(ConversationSummary.class)),
        Arguments.of("clusters", TypeRef.of(Cluster.class)),
        Arguments.of("meta_clusters", TypeRef.of(Cluster.class)),
        Arguments.of("dimensionality", TypeRef.of(ProjectedCluster.class)));
  }

  @ParameterizedTest
  @MethodSource("files")
  <T> void realFilesAreWrittenAgainByteForByte(String name, TypeRef<T> type) throws IOException {
    List<String> lines = lines(name);
    assertThat(again(type, lines)).isEqualTo(lines);
    assertThat(again(TypeRef.mapRow(), lines)).isEqualTo(lines);
  }

  private static List<String> lines(String name) throws IOException {
    Path file =
        Stream.of(REAL, Path.of("..", "..", "shared", "data", "real"))
            .map(dir -> dir.resolve(name + ".jsonl"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    assumeTrue(file != null, "the real files are not here");
    return Files.readAllLines(file);
  }

  private static <T> List<String> again(TypeRef<T> type, List<String> lines) throws IOException {
    RecordBinding<T> binding = RecordBinding.of(type);
    List<T> records = new java.util.ArrayList<>();
    for (String line : lines) {
      try (JsonParser in = JSON.createParser(line.getBytes(StandardCharsets.UTF_8))) {
        in.nextToken();
        records.add(binding.jsonReader(RecordSchema.EMPTY).read(in));
      }
    }
    JsonRowWriter<T> writer = binding.jsonWriter();
    records.forEach(writer::learn);
    List<String> written = new java.util.ArrayList<>();
    for (T record : records) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator out = JSON.createGenerator(bytes)) {
        writer.write(record, out);
      }
      written.add(bytes.toString(StandardCharsets.UTF_8));
    }
    return written;
  }
}
