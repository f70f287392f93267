package dev.checkpoint4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.ProjectedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Python Kura wrote, if its files lie beside the checkout. */
class KuraFilesTest {
  private static final Path REAL =
      Path.of(System.getProperty("checkpoint4j.shared", "../../shared"), "data", "real");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path temp;

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("conversations", Conversation.class, 1000),
        Arguments.of("summaries", ConversationSummary.class, 1000),
        Arguments.of("clusters", Cluster.class, 0),
        Arguments.of("meta_clusters", Cluster.class, 0),
        Arguments.of("dimensionality", ProjectedCluster.class, 0));
  }

  @BeforeEach
  void look() {
    assumeTrue(
        Files.isDirectory(REAL),
        () -> REAL + " is not there; -Dcheckpoint4j.shared names its directory");
  }

  @ParameterizedTest
  @MethodSource("files")
  <T> void theBuiltInRecordsKeepEveryField(String name, Class<T> type, int atLeast)
      throws IOException {
    try (CheckpointManager ours = open("ours")) {
      List<T> records = load(name, type);
      assertThat(records).hasSizeGreaterThanOrEqualTo(Math.max(1, atLeast));
      ours.save(name, type, records);
      assertThat(ours.load(name, type)).contains(records);
    }
    List<String> theirs = Files.readAllLines(REAL.resolve(name + ".jsonl"));
    List<String> written = Files.readAllLines(temp.resolve("ours").resolve(name + ".jsonl"));
    assertThat(written).hasSameSizeAs(theirs);
    for (int i = 0; i < theirs.size(); i++) {
      JsonNode expected = JSON.readTree(theirs.get(i));
      JsonNode actual = JSON.readTree(written.get(i));
      assertThat(actual).as("line %s", i + 1).isEqualTo(expected);
      assertThat(actual.fieldNames())
          .toIterable()
          .as("line %s", i + 1)
          .containsExactlyElementsOf(expected::fieldNames);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void rowsWithNoClassKeepEveryByte(String name, Class<?> type, int atLeast) throws IOException {
    try (CheckpointManager kura = kura(name);
        CheckpointManager ours = open("ours")) {
      List<Map<String, Object>> rows = kura.loadRows(name).orElseThrow();
      ours.saveRows(name, rows);
      assertThat(ours.loadRows(name)).as(type.getSimpleName()).contains(rows);
      assertThat(rows).hasSizeGreaterThanOrEqualTo(atLeast);
    }
    assertThat(temp.resolve("ours").resolve(name + ".jsonl"))
        .hasSameBinaryContentAs(REAL.resolve(name + ".jsonl"));
  }

  private <T> List<T> load(String name, Class<T> type) throws IOException {
    try (CheckpointManager kura = kura(name)) {
      return kura.load(name, type).orElseThrow();
    }
  }

  private CheckpointManager kura(String name) throws IOException {
    Path directory = Files.createDirectories(temp.resolve("kura"));
    Files.copy(REAL.resolve(name + ".jsonl"), directory.resolve(name + ".jsonl"));
    return open("kura");
  }

  private CheckpointManager open(String directory) {
    return JsonlCheckpointManager.builder(temp.resolve(directory)).build();
  }
}
