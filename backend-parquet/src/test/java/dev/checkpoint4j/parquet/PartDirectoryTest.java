package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of part files as Spark leaves them are checkpoints that are only read. */
class PartDirectoryTest {
  private static final int PARTS = 12;
  private static final int ROWS = 500;

  @TempDir Path directory = Path.of("");

  private Path spark = Path.of("");
  private List<Row> rows = List.of();
  private CheckpointManager manager = ParquetCheckpointManager.builder(Path.of(".")).build();

  /** A row with something nested. */
  record Row(int id, @Nullable String name, List<String> tags, @Nullable Inner inner) {}

  /** A struct in it. */
  record Inner(double score) {}

  @BeforeEach
  void writeParts() throws IOException {
    spark = Files.createDirectories(directory.resolve("step/rows.parquet"));
    manager = ParquetCheckpointManager.builder(directory).build();
    rows = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      List<Row> some = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        int id = part * ROWS + i;
        some.add(
            new Row(
                id,
                id % 7 == 0 ? null : "name " + id % 50,
                List.of("t" + id % 3),
                id % 2 == 0 ? null : new Inner(id / 3.0)));
      }
      rows.addAll(some);
      putPart(part, Row.class, some);
    }
    Files.write(spark.resolve("_SUCCESS"), new byte[0]);
    Files.write(spark.resolve("._SUCCESS.crc"), new byte[8]);
  }

  private <T> void putPart(int part, Class<T> type, List<T> some) throws IOException {
    Path made = directory.resolveSibling(directory.getFileName() + "-made");
    try (CheckpointManager maker = ParquetCheckpointManager.builder(made).build()) {
      maker.save("part", type, some);
    }
    String file = String.format("part-%05d-5e3a-c000.snappy.parquet", part);
    Files.move(made.resolve("part.parquet"), spark.resolve(file));
    Files.write(spark.resolve("." + file + ".crc"), new byte[12]);
    try (Stream<Path> left = Files.walk(made)) {
      for (Path path : left.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void allPartsLoadInTheOrderOfTheirNames() {
    assertThat(manager.load("step/rows", Row.class)).hasValue(rows);
    assertThat(manager.load("step/rows.parquet", Row.class)).hasValue(rows);
    try (Stream<Row> stream = manager.stream("step/rows", Row.class)) {
      assertThat(stream).isEqualTo(rows);
    }
  }

  @Test
  void queriesGoOverAllParts() {
    var query = manager.query("step/rows", Row.class).where("id >= 400 and inner.score > 200");
    List<Row> expected =
        rows.stream().filter(r -> r.inner() != null && r.id() >= 400 && r.id() > 600).toList();
    assertThat(query.toList()).isEqualTo(expected);
    assertThat(query.count()).isEqualTo(expected.size());
    assertThat(query.limit(700).toList()).isEqualTo(expected.subList(0, 700));
    assertThat(query.limit(700).count()).isEqualTo(700);
    assertThat(query.limit(700).stream().toList()).isEqualTo(expected.subList(0, 700));
    assertThat(manager.queryRows("step/rows").count()).isEqualTo(rows.size());
    assertThat(query.explain()).contains("parts: 12 files", "row groups: ");
  }

  @Test
  void theyAreListedAndDescribed() throws IOException {
    assertThat(manager.list()).containsExactly("step/rows");
    long bytes = 0;
    try (Stream<Path> parts = Files.list(spark)) {
      for (Path part : parts.filter(p -> p.toString().endsWith(".parquet")).toList()) {
        bytes += Files.size(part);
      }
    }
    var info = manager.info("step/rows").orElseThrow();
    assertThat(info.rows()).hasValue(rows.size());
    assertThat(info.bytes()).isEqualTo(bytes);
    assertThat(info.compression()).isEqualTo("snappy");
    assertThat(info.schema().names()).containsExactly("id", "name", "tags", "inner");
    assertThat(info.verified()).isFalse();
    assertThat(info.places()).containsExactly(spark.toString());
    Verification verified = manager.verify("step/rows");
    assertThat(verified.status()).isEqualTo(Verification.Status.UNVERIFIED);
    assertThat(verified.rows()).isEqualTo(rows.size());
    assertThat(verified.bytes()).isEqualTo(bytes);
  }

  /** A row of a later run. */
  record Later(long id, @Nullable String name, @Nullable Boolean extra) {}

  @Test
  void partsMayDifferInTheirColumns() throws IOException {
    putPart(PARTS, Later.class, List.of(new Later(1L << 40, "new", true)));
    List<Later> loaded = manager.load("step/rows", Later.class).orElseThrow();
    assertThat(loaded).hasSize(rows.size() + 1);
    assertThat(loaded.get(1)).isEqualTo(new Later(1, "name 1", null));
    assertThat(loaded.get(rows.size())).isEqualTo(new Later(1L << 40, "new", true));
    assertThat(manager.info("step/rows").orElseThrow().schema().names())
        .containsExactly("id", "name", "tags", "inner", "extra");
  }

  @Test
  void aFilterOnAColumnThatAPartLacksIsRefused() throws IOException {
    putPart(PARTS, Later.class, List.of(new Later(1L << 40, "new", true)));
    assertThatThrownBy(() -> manager.query("step/rows", Later.class).where("extra = true").toList())
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("\"extra\"");
    assertThat(manager.query("step/rows", Later.class).where("id > 1000000").toList())
        .containsExactly(new Later(1L << 40, "new", true));
  }

  @Test
  void savesDeletesAndAcceptancesAreRefused() {
    assertUntouchable(() -> manager.save("step/rows", Row.class, rows.subList(0, 1)));
    assertUntouchable(() -> manager.delete("step/rows"));
    assertUntouchable(() -> manager.accept("step/rows"));
    assertThat(manager.load("step/rows", Row.class)).hasValue(rows);
  }

  private void assertUntouchable(ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("rows.parquet is a directory where a file is expected; move it away")
        .hasMessageContaining("only read");
  }

  @Test
  void aDirectoryInPlaceOfASavedFileIsNoCheckpointOfParts() throws IOException {
    Path parts = Files.move(spark, directory.resolve("kept"));
    manager.save("step/rows", Row.class, rows.subList(0, 3));
    Files.delete(directory.resolve("step/rows.parquet"));
    Files.move(parts, spark);
    assertUntouchable(() -> manager.load("step/rows", Row.class));
    assertUntouchable(() -> manager.info("step/rows"));
  }

  @Test
  void formatsWithoutPartsDoNotSeeThem() throws IOException {
    Path lines = Files.createDirectories(directory.resolve("step/rows.jsonl"));
    Files.write(lines.resolve("_SUCCESS"), new byte[0]);
    assertThat(manager.list()).containsExactly("step/rows");
    Files.move(spark, directory.resolve("step/other"));
    assertThat(manager.exists("step/rows")).isFalse();
    assertThat(manager.load("step/rows", Row.class)).isEmpty();
  }

  @Test
  void aDirectoryThatIsStillWrittenIsRefused() throws IOException {
    Files.createDirectory(spark.resolve("_temporary"));
    assertRefused("_temporary");
  }

  @Test
  void whatIsNoPartIsRefused() throws IOException {
    Files.createDirectory(spark.resolve("day=2026-01-01"));
    assertRefused("day=2026-01-01");
  }

  @Test
  void aDamagedPartIsNamed() throws IOException {
    Path part = spark.resolve("part-00007-5e3a-c000.snappy.parquet");
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 3] ^= 4;
    Files.write(part, bytes);
    assertRefused("part-00007-5e3a-c000.snappy.parquet");
  }

  private void assertRefused(String said) {
    assertThatThrownBy(() -> manager.load("step/rows", Row.class))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("Cannot load checkpoint \"step/rows\" from")
        .hasMessageContaining(said);
    assertThat(manager.verify("step/rows").status()).isEqualTo(Verification.Status.DAMAGED);
    assertThat(manager.list()).containsExactly("step/rows");
  }

  @Test
  void anEmptyResultIsAnEmptyCheckpoint() throws IOException {
    try (Stream<Path> parts = Files.list(spark)) {
      for (Path part : parts.filter(p -> p.toString().contains("part-")).toList()) {
        Files.delete(part);
      }
    }
    assertThat(manager.load("step/rows", Row.class)).hasValue(List.of());
    assertThat(manager.info("step/rows").orElseThrow().rows()).hasValue(0);
  }
}
