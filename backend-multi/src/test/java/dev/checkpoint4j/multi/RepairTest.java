package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.multi.CopyReport.State;
import dev.checkpoint4j.record.ConversationSummary;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies in JSON Lines and Parquet: compared, lagging, damaged, repaired. */
class RepairTest {
  private final Path dir;

  record Item(int number, String text, List<String> tags, float weight) {}

  RepairTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private static List<Item> items(int generation) {
    return List.of(
        new Item(generation, "first", List.of(), 0.1f),
        new Item(2, "second", List.of("a", "b"), 1.5f));
  }

  private String json() {
    return "jsonl:" + dir.resolve("json");
  }

  private String parquet() {
    return "parquet:" + dir.resolve("parquet");
  }

  private MultiCheckpointManager open(String options) {
    return (MultiCheckpointManager)
        CheckpointManagers.open("multi:[json=" + json() + "][parquet=" + parquet() + "]" + options);
  }

  private void saveIn(String url, int generation) {
    try (CheckpointManager store = CheckpointManagers.open(url)) {
      store.save("x", Item.class, items(generation));
    }
  }

  private List<Item> in(String url) {
    try (CheckpointManager store = CheckpointManagers.open(url)) {
      return store.load("x", Item.class).orElseThrow();
    }
  }

  private void damage(String file) throws IOException {
    Path path = dir.resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 4;
    Files.write(path, bytes);
  }

  private static List<State> states(CopyReport report) {
    return report.copies().stream().map(CopyReport.Copy::state).toList();
  }

  @Test
  void copiesOfOneSaveHaveTheSameContentInBothFormats() {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
      both.save("x", Item.class, items(2));
      CopyReport report = both.compare("x");
      assertThat(report.isSound()).isTrue();
      assertThat(report.copies()).extracting(CopyReport.Copy::version).containsExactly(2L, 2L);
      assertThat(report.copies().get(0).digest()).isEqualTo(report.copies().get(1).digest());
    }
  }

  @Test
  void aCopyThatMissedASaveNeverWinsWhateverTheOrder() {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
    }
    saveIn(parquet(), 2);
    for (String load : List.of("newest-valid", "first-found", "fastest")) {
      try (MultiCheckpointManager both = open("?load=" + load)) {
        assertThat(both.load("x", Item.class)).as(load).contains(items(2));
      }
    }
  }

  @Test
  void aDifferenceIsNamedByRowAndColumnWithoutContents() {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
      saveIn(parquet(), 77);
      CopyReport report = both.compare("x");
      assertThat(states(report)).containsExactly(State.DIFFERS, State.SAME);
      assertThat(report.copies().get(0).detail())
          .contains("row 1")
          .contains("\"number\"")
          .doesNotContain("77");
      Verification verification = both.verify("x");
      assertThat(verification.status()).isEqualTo(Verification.Status.DAMAGED);
      assertThat(verification.damage().orElseThrow()).hasMessageContaining("repair(\"x\")");
    }
  }

  @Test
  void repairMakesAllCopiesEqualToTheNewestReadableOne() throws IOException {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
      both.save("only-here", Item.class, items(5));
    }
    saveIn(parquet(), 2);
    try (CheckpointManager store = CheckpointManagers.open(json())) {
      store.delete("only-here");
    }
    try (MultiCheckpointManager both = open("")) {
      assertThat(both.verify()).noneMatch(CopyReport::isSound);
      assertThat(both.repair()).hasSize(2).allMatch(CopyReport::isSound);
      assertThat(both.compare("x").copies())
          .extracting(CopyReport.Copy::version)
          .containsExactly(2L, 2L);
    }
    assertThat(in(json())).isEqualTo(items(2));
  }

  @Test
  void aDamagedNewestCopyIsRepairedFromTheOlderReadableOne() throws IOException {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
    }
    saveIn(json(), 2);
    damage("json/x.jsonl");
    try (MultiCheckpointManager both = open("")) {
      assertThat(states(both.compare("x"))).containsExactly(State.DAMAGED, State.SAME);
      assertThat(both.repair("x").isSound()).isTrue();
      assertThat(both.load("x", Item.class)).contains(items(1));
      assertThat(both.save("x", Item.class, items(3)).version()).isEqualTo(4);
      assertThat(both.compare("x").isSound()).isTrue();
    }
  }

  @Test
  void damageInOneCopyIsPassedOverAndInAllIsAnError() throws IOException {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
      damage("json/x.jsonl");
      LoadReport<Item> report = both.loadReported("x", TypeRef.of(Item.class));
      assertThat(report.records()).contains(items(1));
      assertThat(report.children())
          .extracting(ChildOutcome::status)
          .containsExactly(ChildOutcome.Status.DAMAGED, ChildOutcome.Status.FOUND);
      damage("parquet/x.parquet");
      assertThatThrownBy(() -> both.load("x", Item.class))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("json damaged")
          .hasMessageContaining("parquet damaged");
      assertThatThrownBy(() -> both.repair("x")).isInstanceOf(CorruptCheckpointException.class);
    }
  }

  @Test
  void readRepairCopiesBackWhatALaterStoreHas() throws IOException {
    saveIn(parquet(), 9);
    try (MultiCheckpointManager both = open("?read-repair=true")) {
      assertThat(both.load("x", Item.class)).contains(items(9));
      assertThat(in(json())).isEqualTo(items(9));
      damage("json/x.jsonl");
      assertThat(both.query("x", Item.class).count()).isEqualTo(2);
      assertThat(both.load("x", Item.class)).contains(items(9));
      assertThat(in(json())).isEqualTo(items(9));
      assertThat(both.compare("x").isSound()).isTrue();
    }
  }

  @Test
  void acceptTakesTheCopyThatWasChangedByHandAndSpreadsIt() throws IOException {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
      Path file = dir.resolve("json/x.jsonl");
      Files.writeString(file, Files.readString(file).replace("second", "by hand"));
      both.accept("x");
      assertThat(both.compare("x").isSound()).isTrue();
      assertThat(in(parquet()).get(1).text()).isEqualTo("by hand");
    }
  }

  @Test
  void theFirstLoadOfALaterProcessKnowsTheOlderCopy() {
    try (MultiCheckpointManager both = open("")) {
      both.save("x", Item.class, items(1));
    }
    saveIn(parquet(), 2);
    try (MultiCheckpointManager both = open("")) {
      assertThat(both.loadReported("x", TypeRef.of(Item.class)).records()).contains(items(2));
    }
  }

  @Test
  void aReadOnlyStoreIsReadAndNeverChanged() {
    saveIn(json(), 1);
    try (MultiCheckpointManager both = open("?read-only=json")) {
      assertThat(both.load("x", Item.class)).contains(items(1));
      both.save("x", Item.class, items(2));
      assertThat(both.load("x", Item.class)).contains(items(2));
      assertThat(both.deleteReported("x"))
          .extracting(ChildOutcome::status)
          .containsExactly(ChildOutcome.Status.DELETED, ChildOutcome.Status.SKIPPED);
    }
    assertThat(in(json())).isEqualTo(items(1));
  }

  @Test
  void statsSayHowEachStoreStands() {
    try (MultiCheckpointManager both = open("?save=quorum-2&load=newest-valid")) {
      both.save("x", Item.class, items(1));
      saveIn(parquet(), 2);
      MultiStats stats = both.stats();
      assertThat(stats.save()).hasToString("quorum-2");
      assertThat(stats.children())
          .extracting(MultiStats.ChildStats::name)
          .containsExactly("json", "parquet");
      MultiStats.ChildStats json = stats.children().get(0);
      assertThat(json.checkpoints()).hasValue(1);
      assertThat(json.lag()).hasValue(1);
      assertThat(json.bytes().orElseThrow()).isPositive();
      assertThat(stats.children().get(1).lag()).hasValue(0);
    }
  }

  @Test
  void builtInRecordsAreEqualAcrossFormats() {
    ConversationSummary summary =
        new ConversationSummary(
            "s",
            null,
            "t",
            List.of("en"),
            "k",
            3,
            null,
            List.of(),
            "c1",
            Map.of("turns", 4),
            new double[] {1.5});
    try (MultiCheckpointManager both = open("")) {
      both.save("s", ConversationSummary.class, List.of(summary));
      assertThat(both.compare("s").isSound()).isTrue();
    }
  }

  @Test
  void storesAreConfiguredByPropertiesToo() {
    Map<String, String> properties =
        Map.of(
            "checkpoint.format", "multi",
            "checkpoint.multi.children", "json, parquet",
            "checkpoint.multi.json.url", json(),
            "checkpoint.multi.parquet.url", parquet() + "?compression=gzip",
            "checkpoint.multi.on-failure", "best-effort");
    try (CheckpointManager both = CheckpointManagers.open(properties)) {
      both.save("x", Item.class, items(1));
      assertThat(both.toString()).contains("json=jsonl:").contains("parquet=parquet:");
    }
    assertThat(in(parquet())).isEqualTo(items(1));
  }

  @Test
  void whatIsWrongInAConfigurationIsNamed() {
    assertThatThrownBy(() -> CheckpointManagers.open("multi:./here"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("multi:[local=");
    assertThatThrownBy(() -> open("?save=some&load=newest&read-only=jsn"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("quorum-N")
        .hasMessageContaining("newest-valid")
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> open("?save=quorum-3"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("there are 2");
    assertThatThrownBy(
            () -> CheckpointManagers.open("multi:[a=" + json() + "][a=" + parquet() + "]"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("\"a\"");
  }

  @Test
  void aManagerThatIsNoBackendsIsRefusedWithTheWayOut() {
    CheckpointManager wrapper =
        (CheckpointManager)
            Proxy.newProxyInstance(
                RepairTest.class.getClassLoader(),
                new Class<?>[] {CheckpointManager.class},
                (proxy, method, arguments) -> null);
    assertThatThrownBy(() -> MultiCheckpointManager.builder().add("a", wrapper))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("give the manager that it wraps");
  }
}
