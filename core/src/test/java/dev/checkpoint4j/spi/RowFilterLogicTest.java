package dev.checkpoint4j.spi;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.query.RandomFilters;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFilterLogicTest {
  private static final long SEED = 42_000_017L;

  /** One of T, F and U, for a filter evaluated on one row. */
  private static char truth(Filter filter, Map<String, Object> row) {
    boolean isTrue = RowFilter.compile(filter, RecordSchema.EMPTY, true).test(row);
    boolean isFalse = RowFilter.compile(filter.not(), RecordSchema.EMPTY, true).test(row);
    assertThat(isTrue && isFalse).as(filter.toString()).isFalse();
    return isTrue ? 'T' : isFalse ? 'F' : 'U';
  }

  private static Filter of(char truth) {
    return switch (truth) {
      case 'T' -> field("one").eq(1);
      case 'F' -> field("one").eq(2);
      default -> field("none").eq(1);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "T,T,T,T", "T,F,F,T", "T,U,U,T",
    "F,T,F,T", "F,F,F,F", "F,U,F,U",
    "U,T,U,T", "U,F,F,U", "U,U,U,U"
  })
  void andAndOrAreKleenes(char a, char b, char and, char or) {
    Map<String, Object> row = row("one", 1, "none", null);
    assertThat(truth(of(a).and(of(b)), row)).isEqualTo(and);
    assertThat(truth(of(a).or(of(b)), row)).isEqualTo(or);
    assertThat(truth(new Filter.And(List.of(of(a), of(b), of('T'))), row)).isEqualTo(and);
    assertThat(truth(new Filter.Or(List.of(of(a), of(b), of('F'))), row)).isEqualTo(or);
  }

  @ParameterizedTest
  @CsvSource({"T,F", "F,T", "U,U"})
  void notKeepsTheUnknown(char a, char not) {
    assertThat(truth(of(a).not(), row("one", 1, "none", null))).isEqualTo(not);
  }

  @Test
  void nothingJoinedIsTrueOrFalse() {
    assertThat(truth(Filter.all(), Map.of())).isEqualTo('T');
    assertThat(truth(new Filter.Or(List.of()), Map.of())).isEqualTo('F');
  }

  @Test
  void everyConditionOnNothingIsUnknownButIsNullAndTheEmptyIn() {
    for (Map<String, Object> row : List.of(row("a", null), Map.<String, Object>of())) {
      for (Comparison comparison : Comparison.values()) {
        assertThat(truth(new Filter.Compare("a", comparison, 1), row)).isEqualTo('U');
        assertThat(truth(new Filter.ListSize("a", comparison, 1), row)).isEqualTo('U');
        assertThat(truth(new Filter.Compare("a", comparison, Double.NaN), row)).isEqualTo('U');
      }
      assertThat(truth(field("a").in(1, "x"), row)).isEqualTo('U');
      assertThat(truth(field("a").in(), row)).isEqualTo('F');
      assertThat(truth(field("a").contains(""), row)).isEqualTo('U');
      assertThat(truth(field("a").has(1), row)).isEqualTo('U');
      assertThat(truth(field("a").isNull(), row)).isEqualTo('T');
      assertThat(truth(field("a").isNotNull(), row)).isEqualTo('F');
    }
    assertThat(truth(field("a").in(), Map.of("a", 1))).isEqualTo('F');
    assertThat(truth(field("a").isNull(), Map.of("a", 1))).isEqualTo('F');
  }

  @Test
  void valuesOfAnotherKindAreUnknown() {
    Map<String, Object> row = row("t", "x", "n", 1, "b", true, "l", List.of(1), "m", Map.of());
    for (String filter :
        List.of(
            "t = 1",
            "t != 1",
            "t < 1",
            "n = 'x'",
            "n != 'x'",
            "b = 1",
            "b != 'true'",
            "n = true",
            "l = 1",
            "m = 'x'",
            "n contains '1'",
            "b iequals 'true'",
            "l startsWith '1'",
            "size(t) = 1",
            "size(m) = 0",
            "t has 'x'",
            "m has 1",
            "t in (1, 2)",
            "n in ('x')",
            "n in (2, 'x')",
            "t in ('y', 1)",
            "t = x'00'",
            "t = date '2026-01-31'")) {
      assertThat(truth(Filter.parse(filter), row)).as(filter).isEqualTo('U');
    }
    assertThat(truth(Filter.parse("n in (1, 'x')"), row)).isEqualTo('T');
    assertThat(truth(Filter.parse("t in (1, 'x')"), row)).isEqualTo('T');
  }

  @Test
  void randomFiltersObeyTheLawsOfTheLogic() {
    Random random = new Random(SEED);
    RandomFilters filters = new RandomFilters(random);
    List<Object> values =
        Arrays.asList(
            null, 1, 2L, 1.5, Double.NaN, "x", "", "X", true, List.of(1, "x"), List.of(), Map.of());
    Map<Character, Integer> counts = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      Filter a = small(filters, random, values);
      Filter b = small(filters, random, values);
      Map<String, Object> row = new HashMap<>();
      for (String name : List.of("p", "q", "r")) {
        row.put(name, values.get(random.nextInt(values.size())));
      }
      String as = "seed " + SEED + ", case " + i + ": " + a + " | " + b + " on " + row;
      counts.merge(truth(a, row), 1, Integer::sum);
      same(as, row, a.and(b).not(), a.not().or(b.not()));
      same(as, row, a.or(b).not(), a.not().and(b.not()));
      same(as, row, a.and(b), b.and(a));
      same(as, row, a.or(a.and(b)), a);
      same(as, row, a.not().not(), a);
      same(as, row, a, Filter.parse(a.toString()));
    }
    assertThat(counts.values()).as(counts.toString()).hasSize(3).allMatch(n -> n > 300);
  }

  private static Filter small(RandomFilters filters, Random random, List<Object> values) {
    return filters.filter(
        3,
        () -> List.of("p", "q", "r").get(random.nextInt(3)),
        () ->
            values.get(1 + random.nextInt(8)) instanceof Boolean
                ? 1
                : values.get(1 + random.nextInt(7)));
  }

  private static void same(String as, Map<String, Object> row, Filter a, Filter b) {
    assertThat(truth(a, row)).as(as).isEqualTo(truth(b, row));
  }

  @Test
  void inIsTheSameAsOrOfEquals() {
    Random random = new Random(SEED);
    List<Object> values =
        Arrays.asList(
            null,
            0,
            1,
            1L,
            2L,
            1.0,
            1.5,
            1.5f,
            Double.NaN,
            "1",
            "x",
            true,
            false,
            new java.math.BigDecimal("1.5"),
            java.math.BigInteger.TWO,
            "2026-01-31",
            java.time.LocalDate.of(2026, 1, 31),
            java.time.Instant.EPOCH,
            new byte[] {1},
            List.of(1));
    for (int i = 0; i < 5_000; i++) {
      List<Object> constants = new ArrayList<>();
      List<Filter> equals = new ArrayList<>();
      for (int n = random.nextInt(5); n > 0; n--) {
        Object constant = values.get(1 + random.nextInt(values.size() - 2));
        constants.add(constant);
        equals.add(field("p").eq(constant));
      }
      Map<String, Object> row = row("p", values.get(random.nextInt(values.size())));
      Filter in = field("p").in(constants);
      same("seed " + SEED + ", case " + i + ": " + in + row, row, in, new Filter.Or(equals));
    }
  }

  @Test
  void unlikeEqualsIsTheOppositeOfEqualsInEveryCase() {
    for (Object value : Arrays.asList(null, 1, 1.0, Double.NaN, "1", true, List.of())) {
      for (Object constant : List.of(1, Double.NaN, "1", true, java.time.LocalDate.EPOCH)) {
        same("", row("p", value), field("p").ne(constant), field("p").eq(constant).not());
      }
    }
  }

  @Test
  void aFilterNestedTooDeepIsRefusedNotOverflown() {
    Filter filter = field("a").eq(1);
    for (int i = 0; i < 100_000; i++) {
      filter = filter.not();
    }
    Filter deep = filter;
    assertThatThrownBy(() -> RowFilter.compile(deep, RecordSchema.EMPTY, true))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("more than 200 levels");
  }

  /** A row that may hold nulls, which Map.of does not. */
  private static Map<String, Object> row(@Nullable Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
