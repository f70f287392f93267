package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.ProjectedCluster;
import dev.checkpoint4j.record.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationPipelineTest {
  private static final int STEPS = 6;
  private static final String CONVERSATION =
      "{\"chat_id\":\"%s\",\"created_at\":\"2026-03-02T07:41:13.250417\",\"messages\":[{\"created_at\":"
          + "\"2026-03-02T07:41:13.250417\",\"role\":\"user\",\"content\":\"%s\"}],\"metadata\":{}}\n";

  private final Path directory;

  ConversationPipelineTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theSecondRunReusesEverything() {
    assertThat(Cli.steps(Cli.run(store()).lines(), "computed")).hasSize(STEPS);
    assertThat(Cli.steps(Cli.run(store()).lines(), "reused")).hasSize(STEPS);
  }

  @Test
  void aRunWithAnotherStoreComputesAgain() {
    Cli.run(store());

    assertThat(Cli.steps(Cli.run(directory.resolve("other")).lines(), "computed")).hasSize(STEPS);
  }

  @Test
  void theResultsFitTogether() {
    Cli.run(store());

    try (CheckpointManager checkpoints = CheckpointManagers.open("jsonl:" + store())) {
      List<Conversation> conversations =
          checkpoints.load("conversations", Conversation.class).orElseThrow();
      List<String> ids = conversations.stream().map(Conversation::chatId).toList();
      assertThat(checkpoints.load("embedded", ConversationSummary.class).orElseThrow())
          .hasSameSizeAs(ids)
          .allMatch(summary -> summary.embedding() != null);
      assertThat(checkpoints.load("clusters", Cluster.class).orElseThrow())
          .hasSize(10)
          .flatMap(Cluster::chatIds)
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(checkpoints.load("dimensionality", ProjectedCluster.class).orElseThrow())
          .hasSize(14)
          .allMatch(cluster -> cluster.level() == (cluster.parentId() == null ? 0 : 1));
    }
  }

  @Test
  void theShippedConversationsAreManyAndVaried() {
    List<Conversation> shipped = ConversationSource.of(null).load();

    assertThat(shipped).hasSizeGreaterThanOrEqualTo(60);
    assertThat(shipped).extracting(Conversation::chatId).doesNotHaveDuplicates();
    assertThat(shipped).allMatch(c -> c.messages().size() >= 2 && c.messages().size() <= 6);
    List<ConversationSummary> summaries = shipped.stream().map(Summariser::summarise).toList();
    assertThat(summaries).flatMap(ConversationSummary::languages).contains("german", "japanese");
    assertThat(summaries).extracting(ConversationSummary::concerningScore).contains(1, 2, 4);
    assertThat(summaries).extracting(ConversationSummary::userFrustration).contains(1, 2, 4);
    assertThat(shipped)
        .flatMap(Conversation::messages)
        .extracting(Message::role)
        .containsOnly(Role.USER, Role.ASSISTANT);
  }

  @Test
  void anInputFileIsUsedInsteadOfTheShippedSet() throws IOException {
    Path input = directory.resolve("mine.jsonl");
    Files.writeString(
        input, CONVERSATION.formatted("a", "Bake bread") + CONVERSATION.formatted("b", "Fly home"));

    Cli.run(store(), "--input", input.toString(), "--clusters", "2");

    try (CheckpointManager checkpoints = CheckpointManagers.open("jsonl:" + store())) {
      assertThat(checkpoints.load("conversations", Conversation.class).orElseThrow())
          .extracting(Conversation::chatId)
          .containsExactly("a", "b");
    }
    assertThat(Files.readString(store().resolve("conversations.jsonl")))
        .isEqualTo(Files.readString(input));
  }

  @Test
  void anInputWithNoConversationsGivesEmptyResults() throws IOException {
    Path input = Files.createFile(directory.resolve("none.jsonl"));

    Cli.run(store(), "--input", input.toString());

    assertThat(Cli.steps(Cli.run(store(), "--input", input.toString()).lines(), "reused"))
        .hasSize(STEPS);
  }

  @Test
  void aDisabledStoreComputesEverythingAndKeepsNothing() {
    Cli result = Cli.execute("--store", "jsonl:" + store() + "?enabled=false");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("not kept").doesNotContain("computed");
    assertThat(store()).doesNotExist();
  }

  @Test
  void compressedStoresHaveTheSameResults() {
    Cli.run(store());

    Cli result = Cli.execute("--store", "jsonl:" + directory.resolve("gz") + "?compression=gzip");

    assertThat(result.exitCode()).isZero();
    assertThat(directory.resolve("gz/summaries.jsonl.gz")).exists();
  }

  @Test
  void anotherNumberOfClustersComputesTheStepsBehindItAlone() {
    Cli.run(store());

    List<String> lines = Cli.run(store(), "--clusters", "7").lines();

    assertThat(Cli.steps(lines, "reused"))
        .containsExactly("conversations", "summaries", "embedded");
    assertThat(Cli.steps(lines, "computed"))
        .containsExactly("clusters", "meta_clusters", "dimensionality");
    assertThat(Cli.steps(Cli.run(store()).lines(), "reused")).hasSize(STEPS);
  }

  @Test
  void explainNamesTheParameterThatChanged() {
    Cli.run(store());
    try (CheckpointManager checkpoints = CheckpointManagers.open("jsonl:" + store())) {
      Fingerprint before = checkpoints.versions("clusters").get(0).fingerprint().orElseThrow();
      String upstream = String.valueOf(before.parts().get("upstream embedded"));
      Fingerprint other =
          Fingerprint.of()
              .digest("upstream embedded", upstream)
              .param("clusters", 7)
              .param("version", "1");

      assertThat(checkpoints.explain("clusters", other).toString())
          .matches("MISS clusters: param clusters changed \\(.{5} → .{5}\\)");
    }
  }

  @Test
  void badUsageIsExitCodeTwoAndOneLine() {
    for (String[] arguments :
        new String[][] {
          {"--clusters", "0"},
          {"--clusters", "many"},
          {"--bogus"},
          {"--store", "nosuch:place"},
          {"--store", "place"},
          {"--store", "jsonl:x?compresion=gzip"}
        }) {
      Cli result = Cli.execute(arguments);

      assertThat(result.exitCode()).as(result.error()).isEqualTo(2);
      assertThat(result.error()).isNotBlank().doesNotContain("\tat ");
    }
  }

  @Test
  void aMissingInputIsAFailureThatNamesIt() {
    Cli result = Cli.execute("--input", directory.resolve("gone.jsonl").toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.error()).contains("gone.jsonl").doesNotContain("\tat ");
  }

  @Test
  void anInputThatIsNoJsonLinesFileIsAFailureThatNamesIt() throws IOException {
    Path input = Files.writeString(directory.resolve("talk.csv"), "a,b\n");

    Cli result = Cli.execute("--store", "jsonl:" + store(), "--input", input.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.error()).contains("must end in .jsonl", "talk.csv").doesNotContain("\tat ");
  }

  @Test
  void aDamagedCheckpointIsAFailureThatNamesTheFile() throws IOException {
    Cli.run(store());
    Path file = store().resolve("summaries.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));

    Cli result = Cli.execute("--store", "jsonl:" + store());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.error()).contains("summaries.jsonl").doesNotContain("\tat ");
  }

  @Test
  void helpIsShownOnDemand() {
    Cli result = Cli.execute("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("--input", "--store", "--clusters", "jsonl:./checkpoints");
  }

  @Test
  void aThousandRealConversationsRun() {
    Path real = Path.of("../../shared/data/real/conversations.jsonl");
    Assumptions.assumeTrue(Files.exists(real), "the real conversations are not on this machine");

    List<String> lines = Cli.run(store(), "--input", real.toString()).lines();

    assertThat(lines).anyMatch(line -> line.matches("conversations +computed +1,000 .*"));
  }

  private Path store() {
    return directory.resolve("store");
  }
}
