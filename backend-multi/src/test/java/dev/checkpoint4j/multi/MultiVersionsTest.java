package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.StepBusyException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.multi.FaultyStore.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions, tags, fingerprints and steps where several stores hold the copies. */
class MultiVersionsTest {
  private static final TypeRef<Map<String, Object>> ROW = TypeRef.mapRow();
  private static final Fingerprint FINGERPRINT = Fingerprint.version("v1").param("model", "small");

  private final Path dir;

  MultiVersionsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private static List<Map<String, Object>> rows(int generation) {
    return List.of(Map.of("n", generation));
  }

  private CheckpointManager store(String format, String place) {
    return CheckpointManagers.open(format + ":" + dir.resolve(place) + "?keep=3");
  }

  private MultiCheckpointManager files() {
    return MultiCheckpointManager.builder()
        .add("a", store("jsonl", "a"))
        .add("b", store("parquet", "b"))
        .build();
  }

  private static List<Long> numbers(CheckpointManager store) {
    return store.versions("x").stream().map(VersionInfo::version).toList();
  }

  @Test
  void explainNamesTheStoresThatLackTheVersion() {
    try (MultiCheckpointManager both = files()) {
      both.getOrCompute("x", ROW, FINGERPRINT, () -> rows(1));
      assertThat(both.explain("x", FINGERPRINT))
          .hasToString("HIT x: version 1 has all the same parts");
    }
    try (CheckpointManager b = store("parquet", "b")) {
      assertThat(b.delete("x")).isTrue();
    }
    try (MultiCheckpointManager both = files()) {
      assertThat(both.explain("x", FINGERPRINT))
          .hasToString(
              "HIT x: version 1 has all the same parts; of version 1: a has it, b lacks it");
      assertThat(both.explain("x", Fingerprint.version("v1").param("model", "large")).toString())
          .startsWith("MISS x: param model changed (")
          .endsWith("; of version 1: a has it, b lacks it");
    }
  }

  @Test
  void versionsAreTheUnionOfWhatTheStoresHave() {
    String place = UUID.randomUUID().toString();
    FaultyStore first = FaultyStore.open(place + "a");
    FaultyStore second = FaultyStore.open(place + "b");
    try (MultiCheckpointManager both =
        MultiCheckpointManager.builder()
            .add("a", first)
            .add("b", second)
            .onFailure(FailurePolicy.BEST_EFFORT)
            .build()) {
      both.saveRows("x", rows(1));
      second.faults.add(Fault.BEGIN);
      both.saveRows("x", rows(2));
      second.faults.clear();
      first.faults.add(Fault.BEGIN);
      both.saveRows("x", rows(3));
      first.faults.clear();
      assertThat(numbers(first)).containsExactly(2L, 1L);
      assertThat(numbers(second)).containsExactly(3L, 1L);
      assertThat(numbers(both)).containsExactly(3L, 2L, 1L);
      assertThat(both.versions("x"))
          .extracting(VersionInfo::current)
          .containsExactly(true, false, false);
      for (int version = 1; version <= 3; version++) {
        assertThat(both.load("x", ROW, version)).contains(rows(version));
      }
      assertThat(both.rollback("x", 2).orElseThrow().version()).isEqualTo(4);
      assertThat(first.loadRows("x")).contains(rows(2));
      assertThat(second.loadRows("x")).contains(rows(2));
      assertThat(second.versions("x").get(0).version()).isEqualTo(4);
      assertThat(both.compare("x").isSound()).isTrue();
    }
  }

  @Test
  void aStoreThatHasNoHistoryGetsTheRowsEvenIfTheOthersDropTheirs() {
    String kept = "?keep=2";
    try (CheckpointManager old = CheckpointManagers.open("jsonl:" + dir.resolve("old") + kept)) {
      old.saveRows("x", rows(1));
      old.saveRows("x", rows(2));
    }
    try (MultiCheckpointManager stores =
        MultiCheckpointManager.builder()
            .add("old", "jsonl:" + dir.resolve("old") + kept)
            .add("new", "parquet:" + dir.resolve("new") + kept)
            .onFailure(FailurePolicy.REQUIRE_ALL)
            .build()) {
      assertThat(stores.rollback("x", 1).orElseThrow().version()).isEqualTo(3);
      assertThat(stores.compare("x").isSound()).isTrue();
      assertThat(stores.loadRows("x")).contains(rows(1));
      assertThat(numbers(stores)).containsExactly(3L, 2L);
    }
  }

  @Test
  void anArchiveGivesAVersionBackThatTheOthersDropped() {
    try (CheckpointManager archive = store("jsonl", "archive")) {
      archive.saveRows("x", rows(1));
    }
    try (MultiCheckpointManager stores =
        MultiCheckpointManager.builder()
            .add("a", store("parquet", "a"))
            .addReadOnly("archive", store("jsonl", "archive"))
            .build()) {
      assertThat(stores.saveRows("x", rows(2)).version()).isEqualTo(2);
      SaveResult back = stores.rollback("x", 1).orElseThrow();
      assertThat(back.version()).isEqualTo(3);
      assertThat(back.parts()).extracting(SaveResult.Part::saved).containsExactly(true, false);
      assertThat(stores.loadRows("x")).contains(rows(1));
      assertThatThrownBy(() -> stores.tag("x", 1, "old"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("take no saves");
    }
  }

  @Test
  void aTagIsInEveryStoreAndMovesInAllOfThem() {
    try (MultiCheckpointManager stores = files()) {
      for (int i = 1; i <= 3; i++) {
        stores.saveRows("x", rows(i));
      }
      assertThat(stores.tag("x", 1, "good")).isTrue();
      assertThat(stores.tag("x", 2, "good")).isTrue();
      for (String store : List.of("jsonl:a", "parquet:b")) {
        String[] at = store.split(":", -1);
        try (CheckpointManager alone = store(at[0], at[1])) {
          assertThat(alone.versions("x"))
              .filteredOn(v -> v.tags().contains("good"))
              .extracting(VersionInfo::version)
              .containsExactly(2L);
        }
      }
      assertThat(stores.untag("x", "good")).isTrue();
      assertThat(stores.untag("x", "good")).isFalse();
      assertThat(stores.tag("x", 9, "good")).isFalse();
    }
  }

  @Test
  void pruneReportsTheFilesOfAllStores() {
    try (MultiCheckpointManager stores = files()) {
      for (int i = 1; i <= 3; i++) {
        stores.saveRows("x", rows(i));
      }
    }
    String urls = "multi:[a=jsonl:" + dir.resolve("a") + "?keep=1][b=parquet:" + dir.resolve("b");
    try (CheckpointManager fewer = CheckpointManagers.open(urls + "?keep=1]")) {
      PruneReport planned = fewer.prune(true);
      assertThat(planned.files())
          .extracting(PruneReport.PrunedFile::path)
          .anyMatch(path -> path.contains("jsonl"))
          .anyMatch(path -> path.contains("parquet"));
      assertThat(fewer.prune(false).freedBytes()).isEqualTo(planned.bytes());
      assertThat(numbers(fewer)).containsExactly(3L);
    }
  }

  @Test
  void theFingerprintSurvivesRepairAndReadRepairAndARollbackByCopy() throws IOException {
    try (MultiCheckpointManager stores = files()) {
      stores.save("x", ROW, rows(1), FINGERPRINT);
      Files.delete(dir.resolve("a/x.jsonl"));
      assertThat(stores.repair("x").isSound()).isTrue();
      Files.delete(dir.resolve("b/x.parquet"));
    }
    try (CheckpointManager alone = store("jsonl", "a")) {
      assertThat(alone.versions("x").get(0).fingerprint()).contains(FINGERPRINT);
    }
    try (MultiCheckpointManager stores =
        MultiCheckpointManager.builder()
            .add("b", store("parquet", "b"))
            .add("a", store("jsonl", "a"))
            .readRepair(true)
            .build()) {
      assertThat(stores.loadRows("x")).contains(rows(1));
    }
    try (CheckpointManager alone = store("parquet", "b")) {
      assertThat(alone.versions("x").get(0).fingerprint()).contains(FINGERPRINT);
    }
    try (MultiCheckpointManager withNew =
        MultiCheckpointManager.builder()
            .add("a", store("jsonl", "a"))
            .add("new", store("parquet", "new"))
            .build()) {
      withNew.rollback("x", 1);
      assertThat(withNew.compare("x").isSound()).isTrue();
    }
    try (CheckpointManager alone = store("parquet", "new")) {
      assertThat(alone.versions("x").get(0).fingerprint()).contains(FINGERPRINT);
    }
  }

  @Test
  void theRightToComputeIsThePrimarysSoThatItsOwnUsersWaitToo() throws Exception {
    try (MultiCheckpointManager stores = files();
        CheckpointManager alone = store("jsonl", "a")) {
      Thread other =
          new Thread(
              () ->
                  assertThatThrownBy(
                          () ->
                              alone.resume(
                                  "x",
                                  ROW,
                                  row -> row.get("n"),
                                  Optional.empty(),
                                  FlushPolicy.DEFAULTS,
                                  Duration.ZERO))
                      .isInstanceOf(StepBusyException.class));
      List<Throwable> failed = new CopyOnWriteArrayList<>();
      other.setUncaughtExceptionHandler((thread, e) -> failed.add(e));
      try (var step = stores.resume("x", ROW, row -> row.get("n"))) {
        step.add(Map.of("n", 1));
        other.start();
        other.join();
        step.complete();
      }
      assertThat(failed).isEmpty();
    }
  }
}
