package dev.checkpoint4j.parquet;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is skipped holds no result, and much is skipped. */
class PruningTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20261121);
  private static final int ROWS = 50_000;
  private static final int ROUNDS = 250;

  @TempDir static Path directory = Path.of("");

  private static @Nullable CheckpointManager manager;
  private static List<Map<String, Object>> rows = List.of();
  private static RecordSchema schema = RecordSchema.EMPTY;

  /** A row with a value of most kinds. */
  record Row(
      int id,
      @Nullable Integer score,
      double ratio,
      @Nullable String label,
      String key,
      Instant at,
      LocalDate day,
      boolean flag,
      @Nullable Inner inner,
      List<String> tags) {}

  /** A struct in it. */
  record Inner(@Nullable Long n, @Nullable String text) {}

  @BeforeAll
  static void save() {
    System.out.println("pruning: -Dcheckpoint4j.seed=" + SEED);
    Random random = new Random(SEED);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      made.add(row(i, random));
    }
    manager = ParquetCheckpointManager.builder(directory).rowGroupBytes(8 << 20).build();
    manager.save("rows", Row.class, made);
    rows = manager.loadRows("rows").orElseThrow();
    schema = manager.info("rows").orElseThrow().schema();
  }

  private static Row row(int i, Random random) {
    boolean late = i > ROWS / 2;
    return new Row(
        i,
        random.nextInt(10) == 0 ? null : random.nextInt(late ? 5 : 3),
        i % 1000 == 7 ? Double.NaN : (i % 5000) / 7.0,
        i < 20_000 ? null : "label " + (char) ('a' + random.nextInt(5)),
        Long.toHexString(random.nextLong()),
        Instant.ofEpochSecond(1_700_000_000L + i * 60L),
        LocalDate.of(2020, 1, 1).plusDays(i / 100),
        late,
        i % 3 == 0 ? null : new Inner(i % 5 == 0 ? null : (long) i / 10, late ? "x" + i % 9 : null),
        i % 2 == 0 ? List.of() : List.of("t" + i % 7, "u" + i / 10_000));
  }

  @AfterAll
  static void close() {
    if (manager != null) {
      manager.close();
    }
  }

  private static CheckpointManager manager() {
    return java.util.Objects.requireNonNull(manager);
  }

  private static String explain(Filter filter) {
    return manager().queryRows("rows").where(filter).explain();
  }

  @Test
  void randomFiltersFindWhatALookAtEachRowFinds() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = SEED + round;
      Filter filter = filter(new Random(seed), 3);
      RowFilter each = RowFilter.compile(filter, schema, false);
      List<Object> expected =
          rows.stream()
              .filter(each::test)
              .map(row -> row.get("id"))
              .map(Object.class::cast)
              .toList();
      List<Object> found =
          manager().query("rows", Row.class).where(filter).toList().stream()
              .map(row -> (Object) row.id())
              .toList();
      assertThat(found).as("seed %s: %s", seed, filter).isEqualTo(expected);
      assertThat(manager().queryRows("rows").where(filter).count())
          .as("seed %s: %s", seed, filter)
          .isEqualTo(expected.size());
    }
  }

  private static Filter filter(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      Filter one = filter(random, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> one.and(filter(random, depth - 1));
        case 1 -> one.or(filter(random, depth - 1));
        default -> one.not();
      };
    }
    Map<String, Object> row = rows.get(random.nextInt(ROWS));
    String path =
        List.of("id", "score", "ratio", "label", "key", "at", "day", "inner.n", "inner.text")
            .get(random.nextInt(9));
    Object value = path.startsWith("inner.") ? inner(row, path) : row.get(path);
    if (value == null || random.nextInt(8) == 0) {
      return random.nextBoolean() ? field(path).isNull() : field("tags").has("u" + path.length());
    }
    return switch (random.nextInt(8)) {
      case 0 -> field(path).lt(value);
      case 1 -> field(path).le(value);
      case 2 -> field(path).gt(value);
      case 3 -> field(path).ge(value);
      case 4 -> field(path).ne(value);
      case 5 -> field(path).in(value, rows.get(0).getOrDefault("id", 0).equals(value) ? 1 : value);
      case 6 ->
          value instanceof String text
              ? field(path).startsWith(text.substring(0, Math.min(2, text.length())))
              : field("flag").eq(random.nextBoolean());
      default -> field(path).eq(value);
    };
  }

  private static @Nullable Object inner(Map<String, Object> row, String path) {
    Object inner = row.get("inner");
    return inner instanceof Map<?, ?> map ? map.get(path.substring("inner.".length())) : null;
  }

  @Test
  void statisticsSkipRowGroups() {
    assertThat(explain(field("id").ge(ROWS))).contains("reads 0 of", "statistics skip");
    assertThat(explain(field("at").lt("2020-01-01"))).contains("reads 0 of", "statistics skip");
    assertThat(explain(field("ratio").gt(1e9))).contains("reads 0 of");
    assertThat(explain(field("id").lt(10))).contains("reads 1 of");
  }

  @Test
  void pageIndexesRuleRowsOut() {
    assertThat(explain(field("id").eq(5))).doesNotContain("on " + ROWS + " of");
    assertThat(explain(field("label").isNotNull().and(field("id").lt(15_000))))
        .contains("reads 0 of");
  }

  @Test
  void dictionariesSkipRowGroups() {
    assertThat(explain(field("label").eq("label bb"))).contains("reads 0 of", "dictionaries skip");
    assertThat(explain(field("label").contains("nothing like it"))).contains("dictionaries skip");
  }

  @Test
  void bloomFiltersSkipRowGroups() {
    assertThat(explain(field("key").eq("5555555555555555"))).contains("bloom filters skip");
    Object key = java.util.Objects.requireNonNull(rows.get(ROWS / 3).get("key"));
    assertThat(explain(field("key").eq(key))).contains("reads 1 of");
    assertThat(manager().queryRows("rows").where(field("key").eq(key)).count()).isEqualTo(1);
  }

  @Test
  void explainNamesTheColumnsThatAreRead() {
    assertThat(manager().queryRows("rows").where("score >= 3").select("id").limit(3).explain())
        .contains("filter: score >= 3", "limit: 3", "reads 2 of 10: id, score");
    assertThat(manager().queryRows("rows").explain()).contains("told by the footer");
    assertThat(manager().queryRows("absent").explain()).contains("no such checkpoint");
  }

  @Test
  void hashesAreThoseOfTheSpecification() {
    assertThat(Xx64.of(new byte[0])).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(Xx64.of("a".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xD24EC4F1A98C6E5BL);
    assertThat(Xx64.of("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0x44BC2CF5AD770999L);
  }
}
