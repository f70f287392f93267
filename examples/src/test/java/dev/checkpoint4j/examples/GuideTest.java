package dev.checkpoint4j.examples;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.jsonl.JsonlCheckpointManager;
import dev.checkpoint4j.jsonl.JsonlCompression;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.record.ConversationSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README and the guides, compiled and run. */
@SuppressWarnings("UnusedVariable") // what the documents show may be a result that nobody reads
class GuideTest {
  // docs:begin record
  public record Topic(
      String id, String name, @JsonProperty("chat_count") int chatCount, Instant found) {}

  // docs:end record

  private static final List<Topic> TOPICS =
      List.of(
          new Topic("t1", "python", 12, Instant.parse("2026-01-02T03:04:05Z")),
          new Topic("t2", "travel", 3, Instant.parse("2026-01-02T03:04:06.000000007Z")));

  private final Path dir;

  GuideTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private CheckpointManager open() {
    return CheckpointManagers.open("jsonl:" + dir.resolve("checkpoints"));
  }

  private static List<Topic> findTopics() {
    return TOPICS;
  }

  @Test
  void saveAndLoad() {
    String url = "jsonl:" + dir.resolve("checkpoints");
    // docs:begin save-load
    try (CheckpointManager checkpoints = CheckpointManagers.open(url)) {
      checkpoints.save("topics", Topic.class, findTopics());

      Optional<List<Topic>> loaded = checkpoints.load("topics", Topic.class);
    }
    // docs:end save-load
    try (CheckpointManager checkpoints = open()) {
      assertThat(checkpoints.load("topics", Topic.class)).contains(TOPICS);
    }
  }

  @Test
  void computeOnlyWhatIsMissing() {
    try (CheckpointManager checkpoints = open()) {
      for (int run = 0; run < 2; run++) {
        // docs:begin reuse
        List<Topic> topics =
            checkpoints
                .load("topics", Topic.class)
                .orElseGet(
                    () -> {
                      List<Topic> computed = findTopics();
                      checkpoints.save("topics", Topic.class, computed);
                      return computed;
                    });
        // docs:end reuse
        assertThat(topics).isEqualTo(TOPICS);
      }
      assertThat(checkpoints.info("topics").orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void writeAndStreamInBoundedMemory() {
    try (CheckpointManager checkpoints = open()) {
      // docs:begin writer
      try (CheckpointWriter<Topic> writer = checkpoints.writer("topics", Topic.class)) {
        for (int i = 0; i < 1_000; i++) {
          writer.write(new Topic("t" + i, "topic " + i, i, Instant.EPOCH));
        }
        writer.commit(); // without it, closing leaves no trace
      }

      try (Stream<Topic> topics = checkpoints.stream("topics", Topic.class)) {
        int chats = topics.mapToInt(Topic::chatCount).sum();
      }
      // docs:end writer
      try (Stream<Topic> topics = checkpoints.stream("topics", Topic.class)) {
        assertThat(topics.mapToInt(Topic::chatCount).sum()).isEqualTo(499_500);
      }
    }
  }

  @Test
  void aFilterInJavaAndAsText() {
    try (CheckpointManager checkpoints = open()) {
      checkpoints.save("summaries", ConversationSummary.class, List.of());
      // docs:begin filter
      checkpoints
          .query("summaries", ConversationSummary.class)
          .where(field("concerning_score").ge(4).and(field("topic").contains("python")))
          .toList();

      checkpoints
          .query("summaries", ConversationSummary.class)
          .where("concerning_score >= 4 and topic contains 'python'")
          .toList();
      // docs:end filter
      assertThat(Filter.parse("concerning_score >= 4 and topic contains 'python'"))
          .isEqualTo(field("concerning_score").ge(4).and(field("topic").contains("python")));
    }
  }

  @Test
  void query() {
    try (CheckpointManager checkpoints = open()) {
      checkpoints.save("topics", Topic.class, TOPICS);
      // docs:begin query
      List<Topic> busy =
          checkpoints
              .query("topics", Topic.class)
              .where(field("chat_count").ge(10).and(field("name").contains("py")))
              .toList();

      // the same, as text
      long count =
          checkpoints
              .query("topics", Topic.class)
              .where("chat_count >= 10 and name contains 'py'")
              .count();

      // some columns only, with no class
      List<Map<String, Object>> names =
          checkpoints.query("topics", Topic.class).select("id", "name").limit(5).toList();
      // docs:end query
      assertThat(busy).containsExactly(TOPICS.get(0));
      assertThat(count).isEqualTo(1);
      assertThat(names).first().isEqualTo(Map.of("id", "t1", "name", "python"));
    }
  }

  @Test
  void rowsWithNoClass() {
    try (CheckpointManager checkpoints = open()) {
      // docs:begin rows
      checkpoints.saveRows(
          "scores",
          List.of(
              Map.of("id", 1, "score", 0.5, "tags", List.of("a", "b")),
              Map.of("id", 2L, "score", "n/a")));

      List<Map<String, Object>> rows = checkpoints.loadRows("scores").orElseThrow();
      // docs:end rows
      assertThat(rows.get(0)).containsEntry("id", 1);
      assertThat(rows.get(1)).containsEntry("id", 2L).containsEntry("score", "n/a");
    }
  }

  @Test
  void genericTypes() {
    try (CheckpointManager checkpoints = open()) {
      // docs:begin generic
      record Scored<T>(T value, double score) {}

      TypeRef<Scored<String>> type = new TypeRef<>() {};
      checkpoints.save("scored", type, List.of(new Scored<>("a", 0.25)));
      List<Scored<String>> loaded = checkpoints.load("scored", type).orElseThrow();
      // docs:end generic
      assertThat(loaded).containsExactly(new Scored<>("a", 0.25));
    }
  }

  @Test
  void inspect() {
    try (CheckpointManager checkpoints = open()) {
      checkpoints.save("topics", Topic.class, TOPICS);
      // docs:begin inspect
      List<String> names = checkpoints.list();
      CheckpointInfo info = checkpoints.info("topics").orElseThrow();
      System.out.println(info.rows().getAsLong() + " rows, " + info.bytes() + " bytes");
      Verification verification = checkpoints.verify("topics"); // reads every byte
      boolean deleted = checkpoints.delete("topics");
      // docs:end inspect
      assertThat(names).containsExactly("topics");
      assertThat(info.schema().names()).containsExactly("id", "name", "chat_count", "found");
      assertThat(verification.status()).isEqualTo(Verification.Status.INTACT);
      assertThat(deleted).isTrue();
    }
  }

  @Test
  void changedByHand() throws IOException {
    try (CheckpointManager checkpoints = open()) {
      checkpoints.save("topics", Topic.class, TOPICS);
      Path file = dir.resolve("checkpoints/topics.jsonl");
      Files.writeString(
          file,
          "{\"id\":\"t3\",\"name\":\"cooking\",\"chat_count\":1,\"found\":\"2026-01-01T00:00:00Z\"}\n",
          StandardOpenOption.APPEND);
      assertThatThrownBy(() -> checkpoints.load("topics", Topic.class))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("topics.jsonl")
          .hasMessageContaining("accept");
      // docs:begin accept
      checkpoints.accept("topics");
      // docs:end accept
      assertThat(checkpoints.load("topics", Topic.class).orElseThrow()).hasSize(3);
    }
  }

  @Test
  void configureByBuilder() {
    Path place = dir.resolve("checkpoints");
    // docs:begin builder
    CheckpointManager checkpoints =
        JsonlCheckpointManager.builder(place)
            .compression(JsonlCompression.GZIP)
            .durability(Durability.FULL)
            .build();
    // docs:end builder
    try (checkpoints) {
      checkpoints.save("topics", Topic.class, TOPICS);
      assertThat(place.resolve("topics.jsonl.gz")).exists();
    }
  }

  @Test
  void configureByProperties() {
    String place = dir.resolve("checkpoints").toString();
    // docs:begin properties
    Properties properties = new Properties();
    properties.setProperty("checkpoint.format", "jsonl");
    properties.setProperty("checkpoint.dir", place);
    properties.setProperty("checkpoint.jsonl.compression", "gzip");
    CheckpointManager checkpoints = CheckpointManagers.open(properties);
    // docs:end properties
    try (checkpoints) {
      checkpoints.save("topics", Topic.class, TOPICS);
      assertThat(dir.resolve("checkpoints/topics.jsonl.gz")).exists();
    }
  }

  @Test
  void configureByEnvironment() {
    Map<String, String> environment =
        Map.of("KURA_CHECKPOINT_DIR", dir.resolve("from-environment").toString());
    try (CheckpointManager checkpoints = CheckpointManagers.fromEnvironment(environment)) {
      checkpoints.save("topics", Topic.class, TOPICS);
    }
    assertThat(dir.resolve("from-environment/topics.jsonl")).exists();
  }

  // docs:begin evolution
  public record TopicV2(
      String id,
      @JsonAlias("name") String title, // renamed: files of the old version are still read
      @JsonProperty("chat_count") long chatCount, // widened from int
      Instant found,
      List<String> keywords) {} // added: null when it is not in the file

  // docs:end evolution

  @Test
  @SuppressWarnings("NullAway") // the column is not in the file
  void schemaEvolution() {
    try (CheckpointManager checkpoints = open()) {
      checkpoints.save("topics", Topic.class, TOPICS);
      TopicV2 first = checkpoints.load("topics", TopicV2.class).orElseThrow().get(0);
      assertThat(first).isEqualTo(new TopicV2("t1", "python", 12L, TOPICS.get(0).found(), null));
    }
  }
}
