package dev.checkpoint4j.spi;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowFilterSchemaTest {
  private static final ColumnType STRING = ColumnType.of(Kind.STRING);
  private static final RecordSchema SCHEMA =
      schema(
          column("boolean", ColumnType.of(Kind.BOOLEAN)),
          column("int32", ColumnType.of(Kind.INT32)),
          column("int64", ColumnType.of(Kind.INT64)),
          column("float32", ColumnType.of(Kind.FLOAT32)),
          column("float64", ColumnType.of(Kind.FLOAT64)),
          column("decimal", ColumnType.of(Kind.DECIMAL)),
          column("string", STRING),
          column("binary", ColumnType.of(Kind.BINARY)),
          column("timestamp", ColumnType.of(Kind.TIMESTAMP)),
          column("local_timestamp", ColumnType.of(Kind.LOCAL_TIMESTAMP)),
          column("date", ColumnType.of(Kind.DATE)),
          column("list", ColumnType.listOf(STRING, true)),
          column("struct", ColumnType.structOf(List.of(column("model", STRING)))),
          column("map", ColumnType.mapOf(ColumnType.of(Kind.INT64), true)),
          column("json", ColumnType.of(Kind.JSON)));

  private static Column column(String name, ColumnType type) {
    return Column.of(name, type, true);
  }

  private static RecordSchema schema(Column... columns) {
    return new RecordSchema(List.of(columns), Map.of());
  }

  private static RowFilter closed(String filter) {
    return RowFilter.compile(Filter.parse(filter), SCHEMA, false);
  }

  private static void refused(ThrowingCallable compile, String... parts) {
    assertThatThrownBy(compile)
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContainingAll(parts);
  }

  /** Each kind of column, a value in it, and constants less than, equal to and above the value. */
  static Stream<Arguments> kinds() {
    Instant noon = Instant.parse("2026-01-31T12:00:00Z");
    return Stream.of(
        Arguments.of("int32", 5, "number", List.of(4, 5.0, 5.5)),
        Arguments.of("int64", 5L, "number", List.of(4.5, 5, 6)),
        Arguments.of("float32", 0.5f, "number", List.of(0, 0.5, 1)),
        Arguments.of("float64", 0.7, "number", List.of(0.6, new BigDecimal("0.7"), 1)),
        Arguments.of("decimal", new BigDecimal("0.70"), "number", List.of(0.6, 0.7, 1)),
        Arguments.of("string", "b", "string", List.of("a", "b", "ba")),
        Arguments.of(
            "timestamp", noon, "time", List.of("2026-01-31", "2026-01-31 12:00", "2026-02-01")),
        Arguments.of(
            "timestamp",
            noon,
            "time",
            List.of(LocalDate.parse("2026-01-31"), noon, LocalDateTime.parse("2026-01-31T12:01"))),
        Arguments.of(
            "local_timestamp",
            LocalDateTime.parse("2026-01-31T12:00"),
            "time",
            List.of("2026-01-31", noon, "2026-01-31T12:00:00-00:01")),
        Arguments.of(
            "date",
            LocalDate.parse("2026-01-31"),
            "time",
            List.of("2026-01-30", "2026-01-31", noon)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyComparisonOfEveryOrderedKind(
      String name, Object value, String kind, List<Object> constants) {
    for (int i = 0; i < 3; i++) {
      int order = 1 - i;
      Object constant = constants.get(i);
      for (Comparison comparison : Comparison.values()) {
        boolean expected =
            switch (comparison) {
              case EQ -> order == 0;
              case NE -> order != 0;
              case LT -> order < 0;
              case LE -> order <= 0;
              case GT -> order > 0;
              case GE -> order >= 0;
            };
        Filter filter = new Filter.Compare(name, comparison, constant);
        RowFilter compiled = RowFilter.compile(filter, SCHEMA, false);
        assertThat(compiled.test(Map.of(name, value))).as(filter.toString()).isEqualTo(expected);
      }
    }
  }

  static final Map<String, Object> CONSTANTS =
      Map.of(
          "number",
          1,
          "fraction",
          0.5,
          "nan",
          Double.NaN,
          "string",
          "x",
          "boolean",
          true,
          "timestamp",
          Instant.EPOCH,
          "datetime",
          LocalDateTime.of(2026, 1, 31, 0, 0),
          "date",
          LocalDate.EPOCH,
          "bytes",
          new byte[] {1},
          "timeText",
          "2026-01-31");

  @ParameterizedTest
  @CsvSource({
    "boolean, boolean",
    "int32, number fraction nan",
    "int64, number fraction nan",
    "float32, number fraction nan",
    "float64, number fraction nan",
    "decimal, number fraction nan",
    "string, string timeText",
    "binary, bytes",
    "timestamp, timestamp datetime date timeText",
    "local_timestamp, timestamp datetime date timeText",
    "date, timestamp datetime date timeText",
    "list, ''",
    "struct, ''",
    "map, ''",
    "json, number fraction nan string boolean timestamp datetime date bytes timeText"
  })
  void eachKindOfColumnTakesItsKindsOfConstants(String column, String taken) {
    CONSTANTS.forEach(
        (name, constant) -> {
          boolean noOrder = name.equals("boolean") || name.equals("bytes");
          for (Comparison comparison : Comparison.values()) {
            boolean equality = comparison == Comparison.EQ || comparison == Comparison.NE;
            Filter filter = new Filter.Compare(column, comparison, constant);
            ThrowingCallable compile = () -> RowFilter.compile(filter, SCHEMA, false);
            if (List.of(taken.split(" ")).contains(name) && (equality || !noOrder)) {
              assertThatCode(compile).as(filter.toString()).doesNotThrowAnyException();
            } else {
              refused(compile, "column " + column);
            }
          }
        });
  }

  @Test
  void anErrorOfKindsNamesBothAndTheWayOut() {
    refused(() -> closed("int32 = 'x'"), "column int32, which is int32", "the string 'x'");
    refused(() -> closed("int32 in (1, 'x')"), "column int32", "the string 'x'");
    refused(() -> closed("string = 4"), "which is string, with the number 4", "stands in quotes");
    refused(() -> closed("boolean < true"), "by <", "booleans have no order", "use = or !=");
    refused(() -> closed("binary > x'00'"), "bytes have no order");
    refused(() -> closed("timestamp > 'soon'"), "which is timestamp", "'soon'", "'2026-01-31'");
    refused(() -> closed("list = 'x'"), "list<string>", "size(list)", "list has");
    refused(() -> closed("list has 4"), "list (an element), which is string", "the number 4");
    refused(() -> closed("map = 4"), "map<int64>", "map.key");
    refused(() -> closed("int32 contains '4'"), "which is int32", "contains looks into strings");
    refused(() -> closed("string has 'x'"), "which is string", "has looks into lists");
    refused(() -> closed("size(string) = 1"), "which is string", "size(…) counts");
    refused(() -> closed("int32 = '" + "long".repeat(100) + "'"), "lon…, to which");
  }

  @Test
  void anUnknownColumnIsAnErrorThatNamesTheNearest() {
    refused(
        () -> closed("a_stirng = 1 or strin = 'x'"),
        "no column \"a_stirng\", which the query names. The columns are boolean, int32");
    refused(() -> closed("stirng = 'x'"), "did you mean \"string\"?");
    refused(() -> closed("not strin is null"), "did you mean \"string\"?");
    refused(() -> closed("nosuch in ()"), "no column \"nosuch\"");
    Column[] many = new Column[50];
    IntStream.range(0, 50).forEach(i -> many[i] = column("c" + i, STRING));
    assertThatThrownBy(() -> RowFilter.compile(field("x").isNull(), schema(many), false))
        .hasMessageContaining("c19 and 30 more")
        .hasMessageNotContaining("c20");
    assertThatThrownBy(() -> RowFilter.compile(field("x").isNull(), RecordSchema.EMPTY, false))
        .hasMessage("There is no column \"x\", which the query names");
  }

  @Test
  void pathsAreCheckedThroughStructsAndFreeInMapsAndJson() {
    refused(
        () -> closed("struct.modle = 'x'"),
        "struct",
        "no field \"modle\"",
        "\"model\"?",
        "are model");
    refused(() -> closed("string.x = 1"), "string is string and has no named parts");
    refused(() -> closed("list.x = 1"), "list is list<string>");
    refused(() -> closed("map.x = 'text'"), "column map.x, which is int64");
    refused(() -> closed("map.x.y = 1"), "map.x is int64");
    assertThat(closed("struct.model = 'x'").test(Map.of("struct", Map.of("model", "x")))).isTrue();
    assertThat(closed("map.x = 1").test(Map.of("map", Map.of("x", 1L)))).isTrue();
    assertThat(closed("map.y is null").test(Map.of("map", Map.of("x", 1L)))).isTrue();
    RowFilter json = closed("json.a.`b.c` = 'x'");
    assertThat(json.test(Map.of("json", Map.of("a", Map.of("b.c", "x"))))).isTrue();
    assertThat(json.test(Map.of("json", Map.of("a", "text")))).isFalse();
    assertThat(closed("json.a.b is null").test(Map.of("json", 4))).isTrue();
  }

  @Test
  void columnsAreTheTopLevelOnesEachOnce() {
    RowFilter filter =
        closed(
            "json.a = 1 and (string = 'x' or not json.b is null) and size(list) = 0 and map.x in ()");
    assertThat(filter.columns()).containsExactly("json", "string", "list", "map");
    assertThat(filter.allColumnsSeen()).isTrue();
    filter.test(Map.of());
    assertThatCode(filter::finish).doesNotThrowAnyException();
  }

  @Test
  void openRowsMayHoldColumnsTheSchemaDoesNot() {
    Filter text = Filter.parse("string = 'x' and (extra = 1 or `other one` = 2)");
    RowFilter filter = RowFilter.compile(text, SCHEMA, true);
    assertThat(filter.allColumnsSeen()).isFalse();
    assertThatCode(filter::finish).doesNotThrowAnyException();
    assertThat(filter.test(Map.of("string", "y", "extra", 1))).isFalse();
    assertThat(filter.allColumnsSeen()).isFalse();
    refused(filter::finish, "no column \"other one\"");
    Map<String, Object> row = new HashMap<>();
    row.put("string", "x");
    row.put("extra", 1);
    row.put("other one", null);
    assertThat(filter.test(row)).isTrue();
    assertThat(filter.allColumnsSeen()).isTrue();
    assertThatCode(filter::finish).doesNotThrowAnyException();
  }

  @Test
  void finishNamesTheNearestColumnOfTheRows() {
    RowFilter filter = RowFilter.compile(field("scroe").ge(4), RecordSchema.EMPTY, true);
    filter.test(Map.of("topic", "x"));
    filter.test(Map.of("score", 5));
    refused(filter::finish, "no column \"scroe\"", "did you mean \"score\"?", "topic");
    refused(() -> RowFilter.compile(Filter.parse("int32 = 'x'"), SCHEMA, true), "column int32");
  }

  @Test
  void oneFilterServesManyRows() {
    RowFilter filter = closed("int32 in (1, 3) and string icontains 'PY'");
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      if (filter.test(Map.of("int32", i, "string", i < 3 ? "a python" : "java"))) {
        kept.add(i);
      }
    }
    assertThat(kept).containsExactly(1);
  }
}
