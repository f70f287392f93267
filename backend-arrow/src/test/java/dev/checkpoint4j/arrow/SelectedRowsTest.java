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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
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
      @Nullable Map<String, Integer> counts,
      String padding) {
    Row padded(String with) {
      return new Row(
          id, group, inRuns, flag, small, wide, ratio, score, text, amount, at, local, day, tags,
          vector, part, parts, counts, with);
    }
  }

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
        no() ? null : counts,
        "");
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

  private static boolean is(@Nullable Integer value, IntPredicate test) {
    return value != null && test.test(value);
  }

  private static Map<String, Predicate<Row>> conditions() {
    Map<String, Predicate<Row>> all = new LinkedHashMap<>();
    all.put("small >= 1000", row -> is(row.small(), v -> v >= 1_000));
    all.put("not small >= 1000", row -> is(row.small(), v -> v < 1_000));
    all.put("small != 7", row -> is(row.small(), v -> v != 7));
    all.put("small > -9000000000", row -> is(row.small(), v -> true));
    all.put("small > 9000000000", row -> false);
    all.put("not small > 9000000000", row -> row.small() != null);
    all.put("small < 2147483647", row -> is(row.small(), v -> v < Integer.MAX_VALUE));
    all.put("small > -2147483648", row -> is(row.small(), v -> v > Integer.MIN_VALUE));
    all.put("small = 1.5", row -> false);
    all.put("small != 1.5", row -> row.small() != null);
    all.put("small is null", row -> row.small() == null);
    all.put("not small is null", row -> row.small() != null);
    all.put("wide <= 0", row -> row.wide() != null && row.wide() <= 0);
    all.put("not wide <= 0", row -> row.wide() != null && row.wide() > 0);
    all.put("wide != -1", row -> row.wide() != null && row.wide() != -1);
    all.put("id in (1, 64, 65, 2999)", row -> List.of(1L, 64L, 65L, 2_999L).contains(row.id()));
    all.put("flag = true", row -> row.flag() != null && row.flag());
    all.put("not flag = true", row -> row.flag() != null && !row.flag());
    all.put("flag is null", row -> row.flag() == null);
    all.put("inRuns != true", row -> !row.inRuns());
    all.put("id is null", row -> false);
    all.put("ratio < 0.25", row -> row.ratio() != null && row.ratio() < 0.25f);
    all.put("not score >= 0.5", row -> row.score() != null && row.score() < 0.5);
    all.put("text = '7'", row -> "7".equals(row.text()));
    all.put("not text >= '3'", row -> row.text() != null && row.text().compareTo("3") < 0);
    all.put(
        "small > 0 or flag = false",
        row -> is(row.small(), v -> v > 0) || (row.flag() != null && !row.flag()));
    all.put(
        "not (small > 0 or flag = false)",
        row -> is(row.small(), v -> v <= 0) && row.flag() != null && row.flag());
    all.put(
        "not (small > 0 and flag = false)",
        row -> is(row.small(), v -> v <= 0) || (row.flag() != null && row.flag()));
    return all;
  }

  /** Rows of a window, the last of which fill no word, and which begin anywhere in a byte. */
  @Test
  void conditionsThatColumnsDecide() {
    List<Row> rows = new ArrayList<>();
    for (Row row : rows(9)) {
      rows.add(row.padded("x".repeat(5_000 + random.nextInt(1_000))));
    }
    try (CheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory).batchRows(2_900).build()) {
      manager.save("rows", Row.class, rows);
      conditions()
          .forEach(
              (filter, holds) -> {
                List<Row> expected = rows.stream().filter(holds).toList();
                assertThat(manager.query("rows", Row.class).where(filter).count())
                    .as(filter)
                    .isEqualTo(expected.size());
                assertThat(manager.query("rows", Row.class).where(filter).toList())
                    .as(filter)
                    .isEqualTo(expected);
              });
    }
  }
}
