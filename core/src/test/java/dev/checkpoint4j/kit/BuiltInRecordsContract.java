package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.ProjectedCluster;
import dev.checkpoint4j.record.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The records of the conversation pipeline. */
abstract class BuiltInRecordsContract extends ContractPart {
  private static final Instant AT = Instant.parse("2025-06-12T11:04:56.965428Z");

  BuiltInRecordsContract(CheckpointContract contract) {
    super(contract);
  }

  private <T> void assertKept(Class<T> type, List<T> records, String... columns) {
    assertRoundTrip(type, records);
    assertThat(manager.load("round-trip", type)).contains(records);
    List<String> stored = manager.info("round-trip").orElseThrow().schema().names();
    assertThat(stored).containsAll(List.of(columns));
    assertThat(manager.loadRows("round-trip").orElseThrow().get(0).keySet())
        .containsAll(List.of(columns));
  }

  @Test
  void conversationsWithTheirMessages() {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("model", "gpt");
    metadata.put("turns", 4);
    metadata.put("version", "12");
    metadata.put("ratio", 1.0);
    metadata.put("none", null);
    metadata.put("tags", List.of("a", 1, true));
    assertKept(
        Conversation.class,
        List.of(
            new Conversation(
                "81_alpaca-13b_0",
                AT,
                List.of(
                    new Message(AT, Role.USER, "Hello\n\"quoted\" é 😀"),
                    new Message(AT.plusNanos(1), Role.ASSISTANT, "")),
                metadata),
            new Conversation("empty", AT, List.of(), Map.of())),
        "chat_id",
        "created_at",
        "messages",
        "metadata");
  }

  @SuppressWarnings("NullAway") // it takes the annotation of an array for that of its elements
  private static ConversationSummary summary(
      @Nullable Integer concern, double @Nullable [] embedding, @Nullable List<String> languages) {
    return new ConversationSummary(
        "A summary",
        null,
        "topic",
        languages,
        null,
        concern,
        1,
        List.of(),
        "chat-1",
        Map.of("n", 12, "text", "12"),
        embedding);
  }

  @Test
  void summariesWithScoresListsAndExactEmbeddings() {
    assertKept(
        ConversationSummary.class,
        List.of(
            summary(1, new double[] {0.1, -0.0, 1e-300, 0.30000000000000004}, List.of("english")),
            summary(5, new double[0], List.of()),
            summary(null, null, null)),
        "summary",
        "concerning_score",
        "user_frustration",
        "assistant_errors",
        "chat_id",
        "embedding");
  }

  @Test
  void anEmptyListOfASummaryIsNotNull() {
    manager.save(
        NAME,
        ConversationSummary.class,
        List.of(summary(1, null, List.of()), summary(1, null, null)));
    List<ConversationSummary> loaded = manager.load(NAME, ConversationSummary.class).orElseThrow();
    assertThat(loaded.get(0).languages()).isEmpty();
    assertThat(loaded.get(1).languages()).isNull();
  }

  @Test
  void nanInAnEmbeddingComesBack() {
    assertKept(
        ConversationSummary.class,
        List.of(summary(1, new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, null)));
  }

  @Test
  void clustersWithTheirDerivedCount() {
    List<Cluster> clusters =
        List.of(
            new Cluster("a", "n", "d", "s", List.of("1", "2", "3"), null),
            new Cluster("b", "n", "d", "s", List.of(), "a"));
    assertKept(Cluster.class, clusters, "id", "chat_ids", "parent_id", "count");
    assertThat(manager.loadRows("round-trip").orElseThrow().get(0)).containsEntry("count", 3);
  }

  @Test
  void aCountThatIsWrongIsIgnoredOnReading() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", "a");
    row.put("name", "n");
    row.put("description", "d");
    row.put("slug", "s");
    row.put("chat_ids", List.of("1", "2"));
    row.put("parent_id", null);
    row.put("count", 99);
    manager.saveRows(NAME, List.of(row));
    Cluster cluster = manager.load(NAME, Cluster.class).orElseThrow().get(0);
    assertThat(cluster).isEqualTo(new Cluster("a", "n", "d", "s", List.of("1", "2"), null));
    assertThat(cluster.count()).isEqualTo(2);
  }

  @Test
  void projectedClusters() {
    assertKept(
        ProjectedCluster.class,
        List.of(
            new ProjectedCluster("a", "n", "d", "s", List.of("1"), "p", 0.1, -1e300, 2),
            new ProjectedCluster("b", "n", "d", "s", List.of(), null, Double.NaN, -0.0, 0)),
        "x_coord",
        "y_coord",
        "level",
        "count");
    assertThat(manager.load("round-trip", Cluster.class).orElseThrow().get(0))
        .isEqualTo(new Cluster("a", "n", "d", "s", List.of("1"), "p"));
  }

  @Test
  void aScoreOutOfRangeIsRefusedOnReading() {
    for (int score : new int[] {0, 6, -1}) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("summary", "private words");
      row.put("chat_id", "c");
      row.put("concerning_score", score);
      row.put("metadata", Map.of());
      manager.saveRows(NAME, List.of(row));
      assertThatThrownBy(() -> manager.load(NAME, ConversationSummary.class))
          .isInstanceOf(CheckpointException.class)
          .satisfies(
              e -> assertThat(SecrecyContract.everything(e)).doesNotContain("private words"));
    }
  }

  @Test
  void rolesAreStoredAsTheirPythonNames() {
    manager.save(NAME, Message.class, Arrays.asList(new Message(AT, Role.ASSISTANT, "x")));
    assertThat(manager.loadRows(NAME).orElseThrow().get(0)).containsEntry("role", "assistant");
    assertThat(manager.load(NAME, Message.class).orElseThrow().get(0).createdAt()).isEqualTo(AT);
  }

  @Test
  void theQueryOfTheReadme() {
    manager.save(
        NAME,
        ConversationSummary.class,
        List.of(summary(5, null, null), summary(3, null, null), summary(null, null, null)));
    assertThat(
            manager
                .query(NAME, ConversationSummary.class)
                .where("concerning_score >= 4 and topic contains 'top'")
                .toList())
        .containsExactly(summary(5, null, null));
    assertThat(manager.query(NAME, ConversationSummary.class).where("metadata.n = 12").count())
        .isEqualTo(3);
  }
}
