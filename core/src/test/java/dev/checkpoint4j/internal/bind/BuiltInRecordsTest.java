package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.ProjectedCluster;
import dev.checkpoint4j.record.Role;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The built-in records are on disk what Python Kura reads and writes. */
@NullUnmarked
class BuiltInRecordsTest {
  private static final ConversationSummary SUMMARY =
      new ConversationSummary(
          "s", "r", null, List.of("english"), "t", 1, 5, List.of(), "c1", Map.of("turns", 4), null);

  private static <T> void isOnDisk(Class<T> type, T record, String json) {
    TypeRef<T> ref = TypeRef.of(type);
    assertThat(Faces.json(ref, record)).isEqualTo(json);
    assertThat(Faces.viaJson(ref, List.of(record))).containsExactly(record);
    assertThat(Faces.viaRows(ref, List.of(record))).containsExactly(record);
  }

  @Test
  void timesOfConversationsAreWrittenAsPythonDoes() {
    List<Message> messages = new ArrayList<>();
    for (String at : List.of("04:56.965428", "04:56.5", "04:56", "04:56.000000001")) {
      messages.add(new Message(Instant.parse("2025-06-12T11:" + at + "Z"), Role.USER, ""));
    }
    Conversation conversation =
        new Conversation("c", Instant.EPOCH, messages, Map.of("model", "m"));
    isOnDisk(
        Conversation.class,
        conversation,
        "{\"chat_id\":\"c\",\"created_at\":\"1970-01-01T00:00:00\",\"messages\":["
            + "{\"created_at\":\"2025-06-12T11:04:56.965428\",\"role\":\"user\",\"content\":\"\"},"
            + "{\"created_at\":\"2025-06-12T11:04:56.500000\",\"role\":\"user\",\"content\":\"\"},"
            + "{\"created_at\":\"2025-06-12T11:04:56\",\"role\":\"user\",\"content\":\"\"},"
            + "{\"created_at\":\"2025-06-12T11:04:56.000000001\",\"role\":\"user\",\"content\":\"\"}],"
            + "\"metadata\":{\"model\":\"m\"}}");
  }

  @Test
  void summariesKeepTheirFieldsInOrderAndTheirEmbeddingExactly() {
    isOnDisk(
        ConversationSummary.class,
        SUMMARY.withEmbedding(new double[] {0.1, -0.0, Double.NaN, 1e-9}),
        "{\"summary\":\"s\",\"request\":\"r\",\"topic\":null,\"languages\":[\"english\"],"
            + "\"task\":\"t\",\"concerning_score\":1,\"user_frustration\":5,"
            + "\"assistant_errors\":[],\"chat_id\":\"c1\",\"metadata\":{\"turns\":4},"
            + "\"embedding\":[0.1,-0.0,\"NaN\",1e-9]}");
    assertThat(
            RecordBinding.of(TypeRef.of(ConversationSummary.class))
                .schema()
                .column("embedding")
                .orElseThrow()
                .type())
        .isEqualTo(ColumnType.listOf(ColumnType.of(ColumnType.Kind.FLOAT64), false));
  }

  @Test
  void longEmbeddingsAreWrittenInOnePiece() {
    double[] embedding = new double[20_000];
    Arrays.setAll(embedding, i -> i % 7 == 0 ? Double.MIN_VALUE * i : Math.sin(i) * 1e-4);
    ConversationSummary summary = SUMMARY.withEmbedding(embedding);
    TypeRef<ConversationSummary> type = TypeRef.of(ConversationSummary.class);
    assertThat(Faces.viaJson(type, List.of(summary, summary))).containsExactly(summary, summary);
  }

  @Test
  void theCountOfAClusterIsWrittenAndNotRead() {
    Cluster cluster = new Cluster("i", "n", "d", "s", List.of("a", "b"), null);
    String json =
        "{\"id\":\"i\",\"name\":\"n\",\"description\":\"d\",\"slug\":\"s\",\"chat_ids\":[\"a\",\"b\"],"
            + "\"parent_id\":null,\"count\":2}";
    isOnDisk(Cluster.class, cluster, json);
    assertThat(Faces.read(TypeRef.of(Cluster.class), json.replace(":2", ":99"))).isEqualTo(cluster);
    ProjectedCluster projected = cluster.withParentId("p").at(1.5, -2, 3);
    isOnDisk(
        ProjectedCluster.class,
        projected,
        json.replace("null,", "\"p\",\"x_coord\":1.5,\"y_coord\":-2.0,\"level\":3,"));
    assertThat(projected.cluster()).isEqualTo(cluster.withParentId("p"));
  }

  @Test
  void scoresAreFromOneToFive() {
    for (int score : new int[] {0, 6, -1}) {
      assertThatThrownBy(
              () ->
                  Faces.read(
                      TypeRef.of(ConversationSummary.class),
                      "{\"concerning_score\":" + score + "}"))
          .isInstanceOf(RowProblem.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void recordsCannotBeChangedFromOutside() {
    double[] embedding = {1};
    List<String> languages = new ArrayList<>(Arrays.asList("a", null));
    ConversationSummary summary =
        new ConversationSummary(
            "s", null, null, languages, null, null, null, null, "c", null, embedding);
    embedding[0] = 2;
    languages.clear();
    assertThat(summary.embedding()).containsExactly(1);
    summary.embedding()[0] = 3;
    assertThat(summary.embedding()).containsExactly(1);
    assertThat(summary.languages()).containsExactly("a", null).isUnmodifiable();
    assertThat(summary.metadata()).isEmpty();
    assertThat(summary).hasSameHashCodeAs(summary.withEmbedding(new double[] {1}));
    assertThat(summary).isNotEqualTo(summary.withEmbedding(new double[] {1.5}));
    assertThat(summary.toString()).doesNotContain("s,").contains("1 numbers");
  }
}
