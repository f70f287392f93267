package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.multi.MigratedCheckpoint.Outcome;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.ProjectedCluster;
import dev.checkpoint4j.record.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Migration between stores, and from what the Python tools left. */
class MigrationTest {
  private static final Path REAL = Path.of("../../shared/data/real");

  private final Path dir;

  MigrationTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private CheckpointManager open(String format, String place) {
    return CheckpointManagers.open(format + ":" + dir.resolve(place));
  }

  private MigrationReport migrate(CheckpointManager from, CheckpointManager to) {
    try (from;
        to) {
      return Migration.from(from).to(to).run();
    }
  }

  enum Kind {
    GOOD,
    BAD
  }

  record Inner(double x, List<Integer> ids) {}

  record Everything(
      int number,
      long big,
      float small,
      double wide,
      boolean flag,
      String text,
      Kind kind,
      UUID id,
      Instant at,
      LocalDate day,
      LocalTime time,
      Duration took,
      BigDecimal price,
      BigInteger huge,
      Optional<String> maybe,
      List<Double> vector,
      Map<String, Integer> counts,
      Inner inner,
      Map<String, Object> metadata) {}

  private static List<Everything> everything() {
    List<Everything> rows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("turns", i);
      metadata.put("long", (long) i);
      metadata.put("score", i / 3.0);
      metadata.put("none", null);
      rows.add(
          new Everything(
              i,
              1L << 40 | i,
              i / 7f,
              i / 7.0,
              i % 2 == 0,
              "text é " + i,
              i % 3 == 0 ? Kind.GOOD : Kind.BAD,
              new UUID(i, i),
              Instant.ofEpochSecond(i, i),
              LocalDate.ofEpochDay(i),
              LocalTime.ofSecondOfDay(i),
              Duration.ofMillis(i),
              new BigDecimal(i).movePointLeft(i % 4),
              BigInteger.TEN.pow(i % 30),
              i % 5 == 0 ? Optional.empty() : Optional.of("x"),
              List.of(i / 2.0, 1.5),
              Map.of("k" + i % 150, i),
              new Inner(i, List.of(i)),
              metadata));
    }
    return rows;
  }

  @TestFactory
  Stream<DynamicTest> recordsOfAClassAreEqualAfterAMigrationThatDoesNotKnowIt() {
    return Stream.of("jsonl>parquet", "parquet>jsonl", "jsonl>memory", "memory>parquet")
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair,
                    () -> {
                      String[] formats = pair.split(">", -1);
                      String place = pair.replace('>', '-');
                      try (CheckpointManager from = open(formats[0], place + "/from");
                          CheckpointManager to = open(formats[1], place + "/to")) {
                        from.save("all", Everything.class, everything());
                        MigrationReport report = Migration.from(from).to(to).run();
                        assertThat(report.checkpoints())
                            .extracting(MigratedCheckpoint::outcome, MigratedCheckpoint::problem)
                            .containsExactly(tuple(Outcome.MIGRATED, Optional.empty()));
                        assertThat(to.load("all", Everything.class)).contains(everything());
                      }
                    }));
  }

  @Test
  void builtInRecordsAreEqualAfterAMigration() {
    List<Conversation> conversations =
        List.of(
            new Conversation(
                "c1",
                Instant.parse("2025-06-12T11:04:56.965428Z"),
                List.of(new Message(Instant.EPOCH, Role.USER, "hello")),
                Map.of("model", "m", "winner", true)));
    List<Cluster> clusters = List.of(new Cluster("1", "n", "d", "s", List.of("c1"), null));
    List<ProjectedCluster> projected =
        List.of(new ProjectedCluster("1", "n", "d", "s", List.of("c1"), null, 0.5, -1.25, 0));
    List<ConversationSummary> summaries =
        List.of(
            new ConversationSummary(
                "s",
                null,
                null,
                List.of(),
                null,
                3,
                null,
                null,
                "c1",
                Map.of(),
                new double[] {0.5}));
    try (CheckpointManager from = open("jsonl", "a");
        CheckpointManager to = open("parquet", "b");
        CheckpointManager back = open("jsonl", "c")) {
      from.save("conversations", Conversation.class, conversations);
      from.save("clusters", Cluster.class, clusters);
      from.save("projected", ProjectedCluster.class, projected);
      from.save("summaries", ConversationSummary.class, summaries);
      assertThat(Migration.from(from).to(to).run().isComplete()).isTrue();
      assertThat(Migration.from(to).to(back).run().isComplete()).isTrue();
      for (CheckpointManager store : List.of(to, back)) {
        assertThat(store.load("conversations", Conversation.class)).contains(conversations);
        assertThat(store.load("clusters", Cluster.class)).contains(clusters);
        assertThat(store.load("projected", ProjectedCluster.class)).contains(projected);
        assertThat(store.load("summaries", ConversationSummary.class)).contains(summaries);
      }
    }
  }

  @Test
  void theFiveRealFilesComeBackThroughAllFormatsByteForByte() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(REAL), "the real files are not here");
    Path from = Files.createDirectories(dir.resolve("from"));
    List<Path> files;
    try (Stream<Path> found = Files.list(REAL)) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSize(5);
    for (Path file : files) {
      Files.copy(file, from.resolve(file.getFileName().toString()));
    }
    throughAllFormats();
    for (Path file : files) {
      assertThat(dir.resolve("back").resolve(file.getFileName().toString()))
          .hasSameBinaryContentAs(file);
    }
  }

  /** From the directory {@code from} to {@code back}, both JSON Lines. */
  private void throughAllFormats() {
    List<String> formats = List.of("jsonl", "parquet", "hf-dataset", "sql", "jsonl");
    List<String> places = List.of("from", "parquet", "dataset", "database.db", "back");
    for (int i = 1; i < formats.size(); i++) {
      MigrationReport report =
          migrate(open(formats.get(i - 1), places.get(i - 1)), open(formats.get(i), places.get(i)));
      assertThat(report.checkpoints())
          .extracting(MigratedCheckpoint::outcome, MigratedCheckpoint::problem)
          .containsOnly(tuple(Outcome.MIGRATED, Optional.empty()));
    }
  }

  @Test
  void generatedRecordsComeBackThroughAllFormatsByteForByte() throws IOException {
    List<Conversation> conversations = new ArrayList<>();
    List<ConversationSummary> summaries = new ArrayList<>();
    List<Cluster> clusters = new ArrayList<>();
    List<ProjectedCluster> projected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String id = "chat-" + i;
      List<Message> messages = new ArrayList<>();
      for (int turn = 0; turn < i % 4; turn++) {
        messages.add(
            new Message(
                Instant.ofEpochSecond(1_700_000_000L + i, turn * 1_000L),
                turn % 2 == 0 ? Role.USER : Role.ASSISTANT,
                "line one\nline \"two\" é 😀 " + i));
      }
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("model", "m" + i % 3);
      metadata.put("turns", i);
      metadata.put("score", i / 8.0);
      metadata.put("winner", i % 2 == 0);
      metadata.put("none", null);
      metadata.put("tags", List.of("a", i));
      conversations.add(new Conversation(id, Instant.ofEpochSecond(i, 5_000), messages, metadata));
      String parent = i % 10 == 0 ? null : "c" + i / 10;
      clusters.add(new Cluster("c" + i, "name", "d", "s", List.of(id), parent));
      projected.add(
          new ProjectedCluster(
              "c" + i, "name", "d", "s", List.of(), parent, i / 3.0, -i * 1e10, i % 3));
      summaries.add(
          new ConversationSummary(
              "summary of " + i,
              i % 3 == 0 ? null : "request",
              null,
              i % 2 == 0 ? List.of("java", "sql") : List.of(),
              "task",
              i % 5 + 1,
              i % 7 == 0 ? null : i % 5 + 1,
              List.of(),
              id,
              metadata,
              i % 4 == 0 ? new double[0] : new double[] {i / 3.0, -0.0, 1e-9}));
    }
    try (CheckpointManager from = open("jsonl", "typed")) {
      from.save("conversations", Conversation.class, conversations);
      from.save("step1/summaries", ConversationSummary.class, summaries);
      from.save("clusters", Cluster.class, clusters);
      from.save("projected", ProjectedCluster.class, projected);
      from.saveRows("empty", List.of());
    }
    List<String> names =
        List.of("conversations", "step1/summaries", "clusters", "projected", "empty");
    Files.createDirectories(dir.resolve("from/step1"));
    for (String file : names) {
      // Without their manifests, as another tool would leave them: text is all that there is.
      Files.copy(dir.resolve("typed/" + file + ".jsonl"), dir.resolve("from/" + file + ".jsonl"));
    }
    throughAllFormats();
    for (String file : names) {
      assertThat(dir.resolve("back").resolve(file + ".jsonl"))
          .hasSameBinaryContentAs(dir.resolve("from").resolve(file + ".jsonl"));
    }
  }

  @Test
  void aSecondRunLeavesAloneWhatIsThereAndSaysWhatConflicts() {
    try (CheckpointManager from = open("jsonl", "a");
        CheckpointManager to = open("parquet", "b")) {
      from.saveRows("same", List.of(Map.of("n", 1)));
      from.saveRows("other", List.of(Map.of("n", 1L)));
      from.saveRows("new", List.of());
      to.saveRows("same", List.of(Map.of("n", 1)));
      to.saveRows("other", List.of(Map.of("n", 1)));
      Migration.Builder migration = Migration.from(from).to(to);
      assertThat(migration.run().checkpoints())
          .extracting(MigratedCheckpoint::outcome)
          .containsExactly(Outcome.MIGRATED, Outcome.CONFLICT, Outcome.ALREADY_THERE);
      assertThat(to.loadRows("other")).contains(List.of(Map.of("n", 1)));
      assertThat(migration.overwrite(true).run().checkpoints())
          .extracting(MigratedCheckpoint::outcome)
          .containsExactly(Outcome.ALREADY_THERE, Outcome.MIGRATED, Outcome.ALREADY_THERE);
      assertThat(to.loadRows("other")).contains(List.of(Map.of("n", 1L)));
    }
  }

  @Test
  void aDamagedCheckpointFailsAloneAndIsNamed() throws IOException {
    try (CheckpointManager from = open("jsonl", "a");
        CheckpointManager to = open("parquet", "b")) {
      from.saveRows("bad", List.of(Map.of("n", 1)));
      from.saveRows("good", List.of(Map.of("n", 2)));
      Files.writeString(dir.resolve("a/bad.jsonl"), "{\"n\":7}\n");
      MigrationReport report = Migration.from(from).to(to).run();
      assertThat(report.isComplete()).isFalse();
      assertThat(report.checkpoints().get(0).problem().orElseThrow()).contains("bad.jsonl");
      assertThat(to.list()).containsExactly("good");
    }
  }

  @Test
  void aDryRunMeasuresAndWritesNothing() {
    try (CheckpointManager from = open("jsonl", "a");
        CheckpointManager to = open("parquet", "b");
        CheckpointManager samples = open("parquet", "samples")) {
      try (CheckpointWriter<Map<String, Object>> writer = from.rowWriter("x")) {
        for (int i = 0; i < 20_000; i++) {
          writer.write(Map.of("n", i, "text", "row number " + i * 31));
        }
        writer.commit();
      }
      List<String> told = new ArrayList<>();
      MigrationListener listener =
          new MigrationListener() {
            @Override
            public void finished(MigratedCheckpoint checkpoint) {
              told.add(checkpoint.name());
            }
          };
      MigratedCheckpoint measured =
          Migration.from(from).to(to).dryRun(samples).listener(listener).run().checkpoints().get(0);
      assertThat(measured.outcome()).isEqualTo(Outcome.MEASURED);
      assertThat(measured.rows()).isEqualTo(20_000);
      assertThat(told).containsExactly("x");
      assertThat(dir.resolve("b")).doesNotExist();
      assertThat(samples.list()).isEmpty();
      Migration.from(from).to(to).run();
      long bytes = to.info("x").orElseThrow().bytes();
      assertThat(measured.targetBytes().orElseThrow()).isBetween(bytes / 3, bytes * 3);
    }
  }

  @Test
  void aDirectoryOfSeveralFormatsGivesTheNewerReadableFile() throws IOException {
    try (CheckpointManager json = open("jsonl", "mixed");
        CheckpointManager parquet = open("parquet", "mixed")) {
      json.saveRows("both", List.of(Map.of("n", "old")));
      json.saveRows("json-only", List.of(Map.of("n", 1)));
      parquet.saveRows("both", List.of(Map.of("n", "new")));
    }
    try (CheckpointManager mixed = CheckpointManagers.open("dir:" + dir.resolve("mixed"))) {
      assertThat(mixed.list()).containsExactly("both", "json-only");
      assertThat(mixed.loadRows("both")).contains(List.of(Map.of("n", "new")));
      byte[] cut = Files.readAllBytes(dir.resolve("mixed/both.parquet"));
      cut[cut.length / 2] ^= 1;
      Files.write(dir.resolve("mixed/both.parquet"), cut);
      assertThat(mixed.loadRows("both")).contains(List.of(Map.of("n", "old")));
      assertThat(mixed.delete("both")).isTrue();
      assertThat(mixed.list()).containsExactly("json-only");
    }
  }

  @Test
  void aDocEtlDirectoryIsReadWithItsHashesAndTheNewerOfTwoFormats() throws IOException {
    Path docetl = Files.createDirectories(dir.resolve("docetl/step/map_batches")).resolve("../..");
    Files.writeString(
        docetl.resolve(".docetl_intermediate_config.json"), "{\"step\": {\"map\": \"abc12345\"}}");
    Files.writeString(docetl.resolve("step/map.json"), "[{\"n\": 1, \"t\": null}, {\"n\": 2}]");
    Files.writeString(docetl.resolve("step/map_batches/batch_0.json"), "[{\"n\": 1}]");
    Files.setLastModifiedTime(
        docetl.resolve("step/map.json"), FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
    try (CheckpointManager source = CheckpointManagers.open("docetl:" + dir.resolve("docetl"));
        CheckpointManager to = open("jsonl", "to")) {
      assertThat(source.list()).containsExactly("step/map", "step/map_batches/batch_0");
      assertThat(source.info("step/map").orElseThrow().fingerprint()).contains("abc12345");
      assertThat(source.queryRows("step/map").where("n > 1").count()).isEqualTo(1);
      MigrationReport report = Migration.from(source).to(to).run();
      assertThat(report.isComplete()).isTrue();
      assertThat(to.loadRows("step/map").orElseThrow()).hasSize(2);
      assertThat(report.checkpoints()).extracting(MigratedCheckpoint::notCarried).containsOnly("");
      assertThat(to.versions("step/map").get(0).fingerprint())
          .contains(DirectoryCheckpoints.docEtlFingerprint("abc12345"))
          .hasValueSatisfying(f -> assertThat(f.parts()).containsEntry("docetl", "abc12345"));
    }
    try (CheckpointManager parquet = open("parquet", "docetl")) {
      parquet.saveRows("step/map", List.of(Map.of("n", 9)));
    }
    try (CheckpointManager source = CheckpointManagers.open("docetl:" + dir.resolve("docetl"))) {
      assertThat(source.loadRows("step/map")).contains(List.of(Map.of("n", 9)));
    }
  }
}
