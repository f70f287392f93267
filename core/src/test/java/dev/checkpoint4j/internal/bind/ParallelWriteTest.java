package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class ParallelWriteTest {
  private static final JsonFactory JSON = new JsonFactory();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6})
  void rowsWrittenWhileLaterOnesAreLearntHaveTheSameBytes(long seed) throws Exception {
    RandomValues random = new RandomValues(new Random(seed));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(random.untypedMap(2));
    }
    List<String> alone = Faces.write(TypeRef.mapRow(), rows).rows();
    JsonRowWriter<Map<String, Object>> writer = RecordBinding.of(TypeRef.mapRow()).jsonWriter();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<String>> written = new ArrayList<>();
      for (Map<String, Object> row : rows) {
        writer.learn(row);
        written.add(threads.submit(() -> json(writer, row)));
      }
      for (int i = 0; i < rows.size(); i++) {
        assertThat(written.get(i).get()).as("row %s of seed %s", i, seed).isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdown();
    }
  }

  private static String json(JsonRowWriter<Map<String, Object>> writer, Map<String, Object> row)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      writer.write(row, out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
