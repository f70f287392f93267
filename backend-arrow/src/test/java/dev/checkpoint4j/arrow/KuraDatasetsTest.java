package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.ProjectedCluster;
import dev.checkpoint4j.record.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that Python Kura wrote from real conversations, where they are at hand. */
class KuraDatasetsTest {
  @TempDir Path directory = Path.of("");

  @BeforeEach
  void copyFixtures() throws IOException {
    Path fixtures = find("fixtures").resolve("kura-hf");
    try (Stream<Path> walk = Files.walk(fixtures)) {
      for (Path path : walk.toList()) {
        if (Files.isRegularFile(path)) {
          Path copy = directory.resolve(fixtures.relativize(path).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(path, copy);
        }
      }
    }
  }

  private static Path find(String name) {
    Path found =
        Stream.of("../../../shared", "../../shared", "../shared")
            .map(place -> Path.of(place).resolve("data").resolve(name))
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(null);
    assumeTrue(found != null, "the shared data is not here");
    return java.util.Objects.requireNonNull(found);
  }

  private static List<JsonNode> real(String name) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(find("real"))) {
      Path file =
          walk.filter(p -> p.getFileName().toString().equals(name + ".jsonl"))
              .findFirst()
              .orElse(null);
      assumeTrue(file != null, "the real data is not at hand");
      for (String line : Files.readAllLines(java.util.Objects.requireNonNull(file))) {
        rows.add(new JsonMapper().readTree(line));
      }
    }
    return rows;
  }

  private CheckpointManager open() {
    return HfDatasetCheckpointManager.builder(directory).build();
  }

  @Test
  void conversationsHaveTheirRolesAndMetadata() throws IOException {
    try (CheckpointManager kura = open()) {
      List<Conversation> found = kura.load("conversations", Conversation.class).orElseThrow();
      List<JsonNode> real = real("conversations");
      assertThat(found).hasSize(real.size());
      for (int i = 0; i < real.size(); i++) {
        Conversation conversation = found.get(i);
        JsonNode expected = real.get(i);
        assertThat(conversation.chatId()).isEqualTo(expected.get("chat_id").asText());
        assertThat(conversation.messages()).hasSize(expected.get("messages").size());
        for (int k = 0; k < conversation.messages().size(); k++) {
          JsonNode message = expected.get("messages").get(k);
          assertThat(conversation.messages().get(k).content())
              .isEqualTo(message.get("content").asText());
          Role role = message.get("role").asText().equals("user") ? Role.USER : Role.ASSISTANT;
          assertThat(conversation.messages().get(k).role()).isEqualTo(role);
        }
        assertThat(conversation.metadata().get("model"))
            .isEqualTo(expected.get("metadata").get("model").asText());
        assertThat(conversation.metadata().get("question_id"))
            .hasToString(expected.get("metadata").get("question_id").toString());
      }
    }
  }

  @Test
  void standInsForNullAreNullInTheBuiltInRecords() throws IOException {
    try (CheckpointManager kura = open()) {
      List<ConversationSummary> found =
          kura.load("summaries", ConversationSummary.class).orElseThrow();
      List<JsonNode> real = real("summaries");
      for (int i = 0; i < real.size(); i++) {
        ConversationSummary summary = found.get(i);
        assertThat(summary.summary()).isEqualTo(real.get(i).get("summary").asText());
        assertThat(summary.topic()).isNotEqualTo("");
        assertThat(summary.embedding()).isNull();
        assertThat(summary.concerningScore())
            .isEqualTo(real.get(i).get("concerning_score").asInt());
        boolean noErrors = real.get(i).get("assistant_errors").isEmpty();
        assertThat(summary.assistantErrors() == null).isEqualTo(noErrors);
      }
      assertThat(kura.load("clusters", Cluster.class).orElseThrow())
          .hasSize(13)
          .allSatisfy(cluster -> assertThat(cluster.parentId()).isNull());
      assertThat(kura.load("meta_clusters", Cluster.class).orElseThrow()).hasSize(19);
      assertThat(kura.load("dimensionality", ProjectedCluster.class).orElseThrow()).hasSize(19);
    }
  }

  @Test
  void queriesAndRowsWithNoClassWork() {
    try (CheckpointManager kura = open()) {
      List<ConversationSummary> all =
          kura.load("summaries", ConversationSummary.class).orElseThrow();
      long expected =
          all.stream()
              .filter(s -> s.concerningScore() != null && s.concerningScore() >= 2)
              .filter(s -> s.summary().contains("code"))
              .count();
      assertThat(
              kura.query("summaries", ConversationSummary.class)
                  .where("concerning_score >= 2 and summary contains 'code'")
                  .toList())
          .hasSize((int) expected);
      assertThat(kura.loadRows("summaries").orElseThrow().get(0))
          .containsKeys("metadata", "languages", "embedding");
    }
  }

  @Test
  void infoCountsRowsColumnsAndBytes() throws IOException {
    try (CheckpointManager kura = open()) {
      CheckpointInfo info = kura.info("summaries").orElseThrow();
      assertThat(info.rows()).hasValue(1000);
      assertThat(info.schema().names()).hasSize(11).contains("embedding", "concerning_score");
      assertThat(info.compression()).isEqualTo("none");
      assertThat(info.verified()).isFalse();
      long bytes = 0;
      try (Stream<Path> files = Files.list(directory.resolve("summaries"))) {
        for (Path file : files.toList()) {
          bytes += Files.size(file);
        }
      }
      assertThat(info.bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void aDirectoryOfKuraCanBeAcceptedAndReplaced() throws IOException {
    try (CheckpointManager kura = open()) {
      assertThat(kura.accept("clusters").orElseThrow().verified()).isTrue();
      List<Cluster> clusters = kura.load("clusters", Cluster.class).orElseThrow();
      kura.save("clusters", Cluster.class, clusters);
      assertThat(kura.load("clusters", Cluster.class)).contains(clusters);
      kura.save("meta_clusters", Cluster.class, clusters);
      assertThat(kura.load("meta_clusters", Cluster.class)).contains(clusters);
    }
    for (String name : List.of("clusters", "meta_clusters")) {
      try (Stream<Path> files = Files.list(directory.resolve(name))) {
        assertThat(files).as("what the old version had is gone").hasSize(3);
      }
    }
  }
}
