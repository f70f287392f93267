package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.FileBackend;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of all kinds of columns, of which queries want few, many, or those in a row. */
class SelectedRowsTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20_261_122);
  private static final int ROWS = 3_000;
  private static final int[] ONE_OF = {1, 2, 3, 5, 20, 500};

  @TempDir Path directory = Path.of("");

  private final Random random = new Random(SEED);

  record Part(@Nullable String name, @Nullable List<Long> numbers) {}

  record Row(
      long id,
      int group,
      boolean inRuns,
      @Nullable Boolean flag,
      @Nullable Integer small,
      @Nullable Long wide,
      @Nullable Float ratio,
      @Nullable Double score,
      @Nullable String text,
      @Nullable BigDecimal amount,
      @Nullable Instant at,
      @Nullable LocalDateTime local,
      @Nullable LocalDate day,
      @Nullable List<@Nullable String> tags,
      @Nullable List<Double> vector,
      @Nullable Part part,
      @Nullable List<Part> parts,
      @Nullable Map<String, Integer> counts) {}

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(FileBackend.mappedBytes()).isZero();
  }

  private boolean no() {
    return random.nextInt(9) == 0;
  }

  private String word() {
    return random.nextInt(4) == 0 ? "" : "é".repeat(random.nextInt(3)) + random.nextInt(60);
  }

  private Instant instant() {
    // Nanoseconds of 64 bits end in 2262.
    long second = random.nextInt(20) == 0 ? 1L << 40 : random.nextInt();
    return Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
  }

  private @Nullable Part part() {
    List<Long> numbers = new ArrayList<>();
    random.longs(random.nextInt(4)).forEach(numbers::add);
    return no() ? null : new Part(no() ? null : word(), no() ? null : numbers);
  }

  private Row row(int i, int oneOf) {
    List<@Nullable String> tags = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    List<Double> vector = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int k = random.nextInt(4); k > 0; k--) {
      tags.add(no() ? null : word());
      Part part = part();
      parts.add(part == null ? new Part("none", null) : part);
      vector.add(random.nextDouble());
      counts.put(word(), k);
    }
    return new Row(
        i,
        random.nextInt(oneOf),
        i / 97 % 5 == 2,
        no() ? null : random.nextBoolean(),
        no() ? null : random.nextInt(),
        no() ? null : random.nextLong(),
        no() ? null : random.nextFloat(),
        no() ? null : random.nextDouble(),
        no() ? null : word(),
        no() ? null : BigDecimal.valueOf(random.nextLong(), 3),
        no() ? null : instant(),
        no() ? null : LocalDateTime.ofInstant(instant(), ZoneOffset.UTC),
        no() ? null : LocalDate.ofEpochDay(random.nextInt(30) == 0 ? 1L << 33 : random.nextInt()),
        no() ? null : tags,
        no() ? null : vector,
        part(),
        no() ? null : parts,
        no() ? null : counts);
  }

  private List<Row> rows(int oneOf) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(row(i, oneOf));
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aQueryGivesTheRowsOfTheLoadThatItWants(Compression compression) {
    for (int oneOf : ONE_OF) {
      List<Row> rows = rows(oneOf);
      try (CheckpointManager manager =
          HfDatasetCheckpointManager.builder(directory)
              .batchRows(1_000)
              .compression(compression)
              .build()) {
        manager.save("rows", Row.class, rows);
        assertThat(manager.load("rows", Row.class)).contains(rows);
        assertThat(manager.query("rows", Row.class).where("group = 0").toList())
            .isEqualTo(rows.stream().filter(row -> row.group() == 0).toList());
        // The second part is decided on rows that the first one leaves.
        assertThat(
                manager
                    .query("rows", Row.class)
                    .where("group = 0 and part.name is not null")
                    .toList())
            .isEqualTo(
                rows.stream()
                    .filter(row -> row.group() == 0)
                    .filter(row -> row.part() != null && row.part().name() != null)
                    .toList());
      }
    }
  }

  @Test
  void rowsThatLieTogether() {
    List<Row> rows = rows(1);
    try (CheckpointManager manager = HfDatasetCheckpointManager.builder(directory).build()) {
      manager.save("rows", Row.class, rows);
      assertThat(manager.query("rows", Row.class).where("inRuns = true").toList())
          .isEqualTo(rows.stream().filter(Row::inRuns).toList());
    }
  }
}
