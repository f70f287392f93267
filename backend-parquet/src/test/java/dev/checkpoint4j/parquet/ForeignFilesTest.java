package dev.checkpoint4j.parquet;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Python tools wrote from real conversations, where they are at hand. */
class ForeignFilesTest {
  private static final String CODECS = "kura-parquet/";

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "gzip", "brotli", "lz4", "zstd"})
  void filesOfPythonKuraLoadIntoTheBuiltInRecords(String codec) throws IOException {
    try (CheckpointManager kura = open(CODECS + codec)) {
      List<Conversation> conversations =
          kura.load("conversations", Conversation.class).orElseThrow();
      List<JsonNode> real = real("conversations");
      assertThat(conversations).hasSize(real.size());
      for (int i = 0; i < real.size(); i++) {
        assertThat(conversations.get(i).chatId()).isEqualTo(real.get(i).get("chat_id").asText());
        assertThat(conversations.get(i).messages()).hasSize(real.get(i).get("messages").size());
        assertThat(conversations.get(i).messages().get(0).content())
            .isEqualTo(real.get(i).get("messages").get(0).get("content").asText());
      }
      List<ConversationSummary> summaries =
          kura.load("summaries", ConversationSummary.class).orElseThrow();
      List<JsonNode> realSummaries = real("summaries");
      for (int i = 0; i < realSummaries.size(); i++) {
        JsonNode expected = realSummaries.get(i);
        ConversationSummary found = summaries.get(i);
        assertThat(found.summary()).isEqualTo(expected.get("summary").asText());
        assertThat(found.languages()).hasSize(expected.get("languages").size());
        assertThat(found.concerningScore()).isEqualTo(expected.get("concerning_score").asInt());
        assertThat(found.metadata()).hasSize(expected.get("metadata").size());
      }
      assertThat(kura.load("clusters", Cluster.class).orElseThrow()).hasSize(13);
      assertThat(kura.load("meta_clusters", Cluster.class).orElseThrow()).hasSize(19);
      assertThat(kura.load("dimensionality", ProjectedCluster.class).orElseThrow()).hasSize(19);
    }
  }

  @Test
  void filesOfPythonKuraSayWhatTheyAre() {
    try (CheckpointManager kura = open(CODECS + "zstd")) {
      assertThat(kura.list())
          .containsExactly(
              "clusters", "conversations", "dimensionality", "meta_clusters", "summaries");
      assertThat(kura.info("summaries"))
          .hasValueSatisfying(
              info -> {
                assertThat(info.verified()).isFalse();
                assertThat(info.rows()).hasValue(1000);
                assertThat(info.compression()).isEqualTo("zstd");
                assertThat(info.schema().names()).contains("concerning_score", "embedding");
              });
    }
  }

  @Test
  void filesOfDocEtlLoadAsRowsWithItsMarksUndone() throws IOException {
    try (CheckpointManager docetl = open("docetl/arrow/kura")) {
      for (String name : List.of("summaries", "conversations", "clusters")) {
        List<Map<String, Object>> rows = docetl.loadRows(name).orElseThrow();
        List<JsonNode> real = real(name);
        assertThat(rows).hasSize(real.size());
        assertThat(rows.toString()).doesNotContain("__null__", "__empty_list__", "__empty_dict__");
        JsonMapper mapper = new JsonMapper();
        for (int i = 0; i < rows.size(); i++) {
          JsonNode found = mapper.valueToTree(rows.get(i));
          for (String field : List.of("chat_id", "summary", "name", "chat_ids", "languages")) {
            if (real.get(i).has(field)) {
              assertThat(found.get(field)).as(field).isEqualTo(real.get(i).get(field));
            }
          }
        }
      }
      assertThat(docetl.load("clusters", Cluster.class).orElseThrow()).hasSize(13);
      assertThat(docetl.load("summaries", ConversationSummary.class).orElseThrow()).hasSize(1000);
    }
  }

  static Path shared() {
    Path found =
        Stream.of("../../../shared", "../../shared", "../shared")
            .map(Path::of)
            .filter(path -> Files.isDirectory(path.resolve("data/fixtures")))
            .findFirst()
            .orElse(null);
    assumeTrue(found != null, "the shared data is not here");
    return java.util.Objects.requireNonNull(found).resolve("data");
  }

  private static CheckpointManager open(String place) {
    return ParquetCheckpointManager.builder(shared().resolve("fixtures").resolve(place)).build();
  }

  private static List<JsonNode> real(String name) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    for (String line : Files.readAllLines(shared().resolve("real/" + name + ".jsonl"))) {
      rows.add(mapper.readTree(line));
    }
    return rows;
  }
}
