package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.multi.MigratedCheckpoint.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a migration keeps beside the rows: versions, fingerprints and tags. */
class MigrationHistoryTest {
  private static final TypeRef<Map<String, Object>> ROW = TypeRef.mapRow();

  private final Path dir;

  MigrationHistoryTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private CheckpointManager open(String format, String place) {
    return CheckpointManagers.open(format + ":" + dir.resolve(place) + "?keep=5");
  }

  private static List<Map<String, Object>> rows(int generation) {
    return List.of(Map.of("n", generation), Map.of("n", -generation));
  }

  private static Fingerprint fingerprint(int generation) {
    return Fingerprint.version("v" + generation).param("model", "m");
  }

  /** Versions 1 to 6, the third with a tag, which does not count for the retention. */
  private static void saveSix(CheckpointManager store) {
    for (int i = 1; i <= 6; i++) {
      store.save("x", ROW, rows(i), fingerprint(i));
      if (i == 3) {
        store.tag("x", 3, "baseline");
      }
    }
  }

  private static void assertSix(CheckpointManager store) {
    List<VersionInfo> versions = store.versions("x");
    assertThat(versions).extracting(VersionInfo::version).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    for (VersionInfo version : versions) {
      int generation = (int) version.version();
      assertThat(version.fingerprint()).contains(fingerprint(generation));
      assertThat(version.tags()).isEqualTo(generation == 3 ? Set.of("baseline") : Set.of());
      assertThat(store.load("x", ROW, generation)).contains(rows(generation));
    }
  }

  @TestFactory
  Stream<DynamicTest> versionsKeepTheirNumbersFingerprintsAndTags() {
    return Stream.of("jsonl>parquet", "parquet>jsonl")
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair,
                    () -> {
                      String[] formats = pair.split(">", -1);
                      try (CheckpointManager from = open(formats[0], formats[0] + "/from");
                          CheckpointManager to = open(formats[1], formats[0] + "/to")) {
                        saveSix(from);
                        MigratedCheckpoint done =
                            Migration.from(from).to(to).run().checkpoints().get(0);
                        assertThat(done.outcome()).isEqualTo(Outcome.MIGRATED);
                        assertThat(done.notCarried()).isEmpty();
                        assertThat(done.versions()).isEqualTo(from.versions("x").size());
                        assertSix(to);
                        MigratedCheckpoint again =
                            Migration.from(from).to(to).run().checkpoints().get(0);
                        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_THERE);
                        assertThat(again.notCarried()).isEmpty();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aDatasetKeepsThemAsWell() {
    return Stream.of("hf-dataset>parquet", "jsonl>hf-dataset")
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair,
                    () -> {
                      String[] formats = pair.split(">", -1);
                      String place = formats[0] + ":" + dir.resolve(formats[0] + "/from");
                      String to = formats[1] + ":" + dir.resolve(formats[0] + "/to");
                      try (CheckpointManager source = CheckpointManagers.open(place);
                          CheckpointManager target = CheckpointManagers.open(to)) {
                        saveSix(source);
                        assertThat(Migration.from(source).to(target).run().isComplete()).isTrue();
                        assertThat(target.versions("x"))
                            .extracting(VersionInfo::version, VersionInfo::tags)
                            .containsExactly(
                                tuple(6L, Set.of()),
                                tuple(5L, Set.of()),
                                tuple(3L, Set.of("baseline")));
                        assertThat(target.load("x", ROW, 3)).contains(rows(3));
                        assertThat(target.versions("x").get(2).fingerprint())
                            .contains(fingerprint(3));
                      }
                    }));
  }

  @Test
  void whatWasSavedAndTaggedSinceFollowsInTheNextRun() {
    try (CheckpointManager from = open("jsonl", "from");
        CheckpointManager to = open("parquet", "to")) {
      from.save("x", ROW, rows(1), fingerprint(1));
      Migration.from(from).to(to).run();
      for (int i = 2; i <= 6; i++) {
        from.save("x", ROW, rows(i), fingerprint(i));
        from.tag("x", 3, "baseline");
      }
      MigratedCheckpoint done = Migration.from(from).to(to).run().checkpoints().get(0);
      assertThat(done.outcome()).isEqualTo(Outcome.MIGRATED);
      assertSix(to);
      from.tag("x", 5, "later");
      assertThat(Migration.from(from).to(to).run().checkpoints().get(0).outcome())
          .isEqualTo(Outcome.ALREADY_THERE);
      assertThat(to.versions("x").get(1).tags()).containsExactly("later");
    }
  }

  @Test
  void whatTheTargetDoesNotKeepIsNamed() throws IOException {
    try (CheckpointManager from = open("jsonl", "from");
        CheckpointManager to = CheckpointManagers.open("parquet:" + dir.resolve("to") + "?keep=1");
        CheckpointManager one = open("parquet", "one")) {
      saveSix(from);
      MigratedCheckpoint done = Migration.from(from).to(to).run().checkpoints().get(0);
      assertThat(done.outcome()).isEqualTo(Outcome.MIGRATED);
      assertThat(to.versions("x")).extracting(VersionInfo::version).containsExactly(6L, 3L);
      assertThat(done.notCarried()).contains("versions 1, 2, 4, 5, which the target does not keep");
      MigratedCheckpoint current =
          Migration.from(from).to(one).currentOnly().run().checkpoints().get(0);
      assertThat(current.notCarried()).isEmpty();
      assertThat(one.versions("x")).extracting(VersionInfo::version).containsExactly(6L);
    }
  }

  @Test
  void anOverwrittenCheckpointGoesOnFromTheTargetsNumber() {
    try (CheckpointManager from = open("jsonl", "from");
        CheckpointManager to = open("parquet", "to")) {
      saveSix(from);
      for (int i = 1; i <= 9; i++) {
        to.save("x", ROW, rows(100 + i));
      }
      assertThat(Migration.from(from).to(to).run().checkpoints().get(0).outcome())
          .isEqualTo(Outcome.CONFLICT);
      MigratedCheckpoint done =
          Migration.from(from).to(to).overwrite(true).run().checkpoints().get(0);
      assertThat(done.outcome()).isEqualTo(Outcome.MIGRATED);
      assertThat(done.notCarried()).contains("older versions: the target is at 9");
      assertThat(to.versions("x").get(0).version()).isEqualTo(10);
      assertThat(to.versions("x").get(0).fingerprint()).contains(fingerprint(6));
      assertThat(to.loadRows("x")).contains(rows(6));
      assertThat(to.load("x", ROW, 9)).contains(rows(109));
    }
  }

  @Test
  void aDamagedOlderVersionIsLeftOutAndNamed() throws IOException {
    try (CheckpointManager from = open("jsonl", "from");
        CheckpointManager to = open("parquet", "to")) {
      saveSix(from);
      Path history = dir.resolve("from/.checkpoint4j");
      List<Path> files;
      try (Stream<Path> all = Files.walk(history)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        if (Files.readString(file).startsWith("{\"n\":4}")) {
          Files.writeString(file, "{\"n\":7}\n{\"n\":-7}\n");
        }
      }
      MigratedCheckpoint done = Migration.from(from).to(to).run().checkpoints().get(0);
      assertThat(done.outcome()).isEqualTo(Outcome.MIGRATED);
      assertThat(done.notCarried()).contains("version 4, which is damaged");
      assertThat(to.load("x", ROW, 4)).isEmpty();
      assertThat(to.load("x", ROW, 5)).contains(rows(5));
    }
  }

  @Test
  void severalStoresAsOneKeepAllOfItToo() {
    String url =
        "multi:[a=parquet:"
            + dir.resolve("a")
            + "?keep=5][b=jsonl:"
            + dir.resolve("b")
            + "?keep=5]";
    try (CheckpointManager from = open("jsonl", "from");
        MultiCheckpointManager to = (MultiCheckpointManager) CheckpointManagers.open(url)) {
      saveSix(from);
      assertThat(Migration.from(from).to(to).run().isComplete()).isTrue();
      assertSix(to);
      assertThat(to.compare("x").isSound()).isTrue();
    }
  }
}
