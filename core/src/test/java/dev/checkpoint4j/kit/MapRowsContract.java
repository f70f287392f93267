package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.TypeRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows with no class: each value comes back with the type it had. */
abstract class MapRowsContract extends ContractPart {
  MapRowsContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void needExactRows() {
    needs(Capability.EXACT_MAP_ROWS);
  }

  private static Map<String, Object> row(String key, @Nullable Object value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(key, value);
    return row;
  }

  private void assertRows(List<Map<String, Object>> rows) {
    assertRoundTrip(TypeRef.mapRow(), rows);
  }

  /** The value alone, beside others of its type, and beside all other types. */
  private void assertValue(@Nullable Object value) {
    assertRows(List.of(row("v", value)));
    assertRows(List.of(row("v", value), row("v", value), row("v", null), row("w", value)));
    assertRows(List.of(row("v", "text"), row("v", value), row("v", 1), row("v", List.of(1))));
    assertRows(List.of(row("v", Arrays.asList(value, null, value))));
    assertRows(List.of(row("v", row("w", value)), row("v", row("w", "text"))));
  }

  @Test
  void oneIsNotOneLongNorOnePointZeroNorTheTextOne() {
    assertRows(List.of(row("v", 1)));
    assertRows(List.of(row("v", 1L)));
    assertRows(List.of(row("v", 1.0)));
    assertRows(List.of(row("v", 1.0f)));
    assertRows(List.of(row("v", "1")));
    assertRows(
        List.of(
            row("v", 1),
            row("v", 1L),
            row("v", 1.0),
            row("v", "1"),
            row("v", 1.0f),
            row("v", BigInteger.ONE),
            row("v", BigDecimal.ONE),
            row("v", true),
            row("v", null),
            row("v", List.of(1, 1L, 1.0, "1")),
            row("v", Map.of("a", 1, "b", 1L, "c", 1.0, "d", "1"))));
  }

  @Test
  void integersOfEverySize() {
    for (Object number :
        new Object[] {
          0,
          -1,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE,
          0L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          (long) Integer.MAX_VALUE + 1,
          BigInteger.TEN.pow(40),
          BigInteger.ZERO,
          (short) 7,
          (byte) 7
        }) {
      assertValue(number);
    }
  }

  @Test
  void fractionsOfEveryKind() {
    for (Object number :
        new Object[] {
          0.0,
          -0.0,
          0.1,
          1e300,
          1.0,
          Double.MIN_VALUE,
          0.1f,
          Float.MAX_VALUE,
          -0.0f,
          new BigDecimal("1.10"),
          new BigDecimal("1E+5"),
          new BigDecimal("100000"),
          new BigDecimal("0.1")
        }) {
      assertValue(number);
    }
  }

  @Test
  void numbersThatAreNone() {
    for (Object number :
        new Object[] {
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Float.NaN,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY
        }) {
      assertValue(number);
    }
    assertRows(List.of(row("v", "NaN"), row("v", Double.NaN), row("v", "Infinity")));
  }

  @Test
  void texts() {
    for (String text :
        new String[] {"", " ", "null", "true", "0", "é\n\t\u0000\"\\/", "😀", "__null__"}) {
      assertValue(text);
    }
  }

  @Test
  void booleansAndNulls() {
    assertValue(true);
    assertValue(false);
    assertValue(null);
  }

  @Test
  void nullMissingAndEmptyAreThreeThings() {
    Map<String, Object> empty = new LinkedHashMap<>();
    assertRows(
        List.of(
            row("v", null),
            empty,
            row("v", ""),
            row("v", List.of()),
            row("v", Map.of()),
            row("v", Arrays.asList((Object) null)),
            row("v", row("w", null))));
    assertRows(List.of(empty));
    assertRows(List.of(empty, empty));
    assertRows(List.of(row("v", null)));
    assertRows(List.of(row("v", 1), empty, row("v", null)));
    assertRows(List.of(empty, row("v", 1)));
    assertRows(
        List.of(row("v", Map.of("a", 1)), row("v", Map.of("b", 2)), row("v", row("a", null))));
  }

  @Test
  void oneListMayHoldOneAndOneMayHoldNothing() {
    assertRows(List.of(row("v", List.of(1)), row("v", List.of())));
    assertRows(List.of(row("v", List.of()), row("v", List.of(List.of()))));
    assertRows(List.of(row("v", List.of()), row("v", List.of("a")), row("v", List.of(2))));
    assertRows(List.of(row("v", 1), row("v", List.of(1)), row("v", List.of(List.of(1)))));
  }

  @Test
  void timesIdsAndBytes() {
    for (Object value :
        new Object[] {
          Instant.parse("2026-11-21T10:15:30.123456789Z"),
          LocalDate.of(2026, 2, 28),
          LocalDateTime.of(2026, 2, 28, 23, 59, 59, 1),
          Duration.ofNanos(5),
          new UUID(1, 2),
          OffsetDateTime.parse("2026-11-21T10:15:30+05:45"),
          new byte[] {0, -1, 127}
        }) {
      assertValue(value);
    }
    assertRows(
        List.of(
            row("v", "2026-02-28"), row("v", LocalDate.of(2026, 2, 28)), row("v", new byte[0])));
  }

  @Test
  void keysOfEveryKind() {
    Map<String, Object> row = new LinkedHashMap<>();
    for (String key :
        new String[] {
          "a",
          "A",
          "a b",
          "a.b",
          "`",
          "\"",
          "é",
          "e\u0301",
          "😀",
          "@class",
          "$type",
          "$ref",
          "__proto__",
          "\u0000",
          "\n",
          "1",
          "null",
          "a[0]",
          "%s",
          "'; DROP TABLE x; --"
        }) {
      row.put(key, "value of " + key.length());
    }
    assertRows(List.of(row, Map.of("a.b", 1), Map.of("a", Map.of("b", 2))));
    assertRows(List.of(row("v", row("", 1))));
    assertKeptOrRefused(TypeRef.mapRow(), List.of(row("", 1)), "name is empty");
  }

  @Test
  void rowsThatShareNoColumn() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(row("column" + i, i % 2 == 0 ? (Object) i : "text" + i));
    }
    assertRows(rows);
  }

  @Test
  void aTypeThatChangesAfterManyRows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      rows.add(row("v", i < 1_990 ? (Object) i : i == 1_995 ? "text" : (Object) (long) i));
    }
    assertRows(rows);
  }

  @Test
  void arraysAndSetsAreKeptOrRefused() {
    for (Object value :
        new Object[] {
          new int[] {1},
          new double[] {0.5},
          new String[] {"a"},
          java.util.Set.of("a"),
          'c',
          java.util.Optional.of(1),
          ValueTypes.Color.RED,
          new ValueTypes.Point(1, 2)
        }) {
      assertKeptOrRefused(TypeRef.mapRow(), List.of(row("v", value)), "v");
    }
  }

  @Test
  void whatAClassSavedIsReadAsRows() {
    manager.save(NAME, Samples.Item.class, List.of(new Samples.Item(1, 2, "t", List.of("x"))));
    Map<String, Object> row = manager.loadRows(NAME).orElseThrow().get(0);
    assertThat(row).containsOnlyKeys("generation", "number", "text", "tags");
    assertThat(row.get("generation")).isEqualTo(1L);
    assertThat(row.get("number")).isEqualTo(2);
    assertThat(row.get("tags")).isEqualTo(List.of("x"));
  }

  @Test
  void whatRowsSavedIsReadAsAClass() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("generation", 1);
    row.put("number", 2);
    row.put("text", "t");
    row.put("tags", List.of("x"));
    manager.saveRows(NAME, List.of(row));
    assertThat(manager.load(NAME, Samples.Item.class))
        .contains(List.of(new Samples.Item(1, 2, "t", List.of("x"))));
  }
}
