package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowProblem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
@SuppressWarnings("ArrayRecordComponent")
class UntypedValuesTest {
  private static final TypeRef<Map<String, Object>> ROW = TypeRef.mapRow();

  record Holder(String id, Map<String, Object> meta, Object any, List<Object> list) {}

  private static Map<String, Object> row(Object... keysAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      row.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return row;
  }

  private static void comesBack(List<Map<String, Object>> rows) {
    Deep.assertSame(Faces.viaJson(ROW, rows), rows);
    Deep.assertSame(Faces.viaRows(ROW, rows), rows);
  }

  @Test
  void naturalValuesAreOrdinaryJsonAndNeedNoTable() {
    Map<String, Object> row =
        row("i", 1, "l", 1L << 40, "b", BigInteger.TWO.pow(70), "d", 0.5, "s", "x", "t", true);
    row.put("n", null);
    row.put("o", row("k", List.of(1, "a")));
    row.put("dec", new BigDecimal("0.12345678901234567890"));
    Faces.Written written = Faces.write(ROW, List.of(row));
    assertThat(written.rows())
        .containsExactly(
            "{\"i\":1,\"l\":1099511627776,\"b\":1180591620717411303424,\"d\":0.5,\"s\":\"x\","
                + "\"t\":true,\"n\":null,\"o\":{\"k\":[1,\"a\"]},\"dec\":0.12345678901234567890}");
    Deep.assertSame(Faces.read(ROW, written.rows().get(0)), row);
    comesBack(List.of(row));
  }

  @Test
  void theFirstClassOfAPlaceIsKeptInTheTableAndOthersAreTagged() {
    List<Map<String, Object>> rows =
        List.of(row("n", 1L), row("n", 2), row("n", 3L), row("n", (byte) 4));
    Faces.Written written = Faces.write(ROW, rows);
    assertThat(written.rows())
        .containsExactly(
            "{\"n\":1}",
            "{\"n\":{\"$checkpoint4j:int32\":2}}",
            "{\"n\":3}",
            "{\"n\":{\"$checkpoint4j:int8\":4}}");
    assertThat(written.schema().untyped()).containsEntry("/n", "integer:int64");
    comesBack(rows);
  }

  @Test
  void numbersThatDifferInClassAloneStayDifferent() {
    comesBack(List.of(row("v", 1), row("v", 1L), row("v", 1.0), row("v", "1"), row("v", 1.0f)));
    comesBack(List.of(row("v", 1.0f), row("v", 1.0), row("v", Float.NaN), row("v", Double.NaN)));
    comesBack(List.of(row("v", Double.NaN), row("v", "NaN"), row("v", -0.0), row("v", 0.0)));
    comesBack(List.of(row("v", BigInteger.ONE), row("v", new BigDecimal("1.0")), row("v", 1)));
    comesBack(List.of(row("v", 5), row("v", 1L << 50)));
    comesBack(List.of(row("v", 5), row("v", 6L)));
  }

  @Test
  void everyClassOfTheClosedSetComesBack() {
    Map<String, Object> row =
        row(
            "bytes",
            new byte[] {1},
            "floats",
            new float[] {1.5f, Float.NaN},
            "doubles",
            new double[] {},
            "ints",
            new int[] {1},
            "longs",
            new long[] {1},
            "shorts",
            new short[] {1},
            "flags",
            new boolean[] {true},
            "set",
            Set.of("a"),
            "char",
            'c',
            "short",
            (short) 1,
            "decimal",
            new BigDecimal("1.10"),
            "whole",
            new BigDecimal("7"),
            "date",
            LocalDate.EPOCH,
            "instant",
            Instant.EPOCH,
            "year",
            java.time.Year.of(2024),
            "uuid",
            new UUID(1, 2),
            "uri",
            java.net.URI.create("a:b"),
            "duration",
            java.time.Duration.ofHours(1),
            "listOfLong",
            List.of(1L, 2L),
            "mixed",
            Arrays.asList(1L, 2, "x", null, Map.of("k", Instant.EPOCH)),
            "deep",
            Map.of("a", Map.of("b", List.of(Set.of(1L)))));
    comesBack(List.of(row));
    comesBack(List.of(row, row("set", List.of("a")), row("set", Set.of("b"))));
  }

  @Test
  void nullMissingAndEmptyDiffer() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("a", null);
    comesBack(List.of(row(), withNull, row("a", ""), row("a", List.of()), row("a", row())));
    comesBack(List.of(row("b", 1), row("b", 2), row("b", 3, "c", 1)));
    comesBack(List.of(row("o", row("x", 1)), row("o", withNull), row("o", row())));
    comesBack(List.of(withNull, withNull));
    comesBack(List.of(withNull, row()));
    comesBack(List.of(row("l", List.of(withNull, row(), row("a", 1)))));
  }

  @Test
  void mapsThatLookLikeTagsStayMaps() {
    comesBack(List.of(row("m", row("$checkpoint4j:int64", 1))));
    comesBack(List.of(row("m", row("$checkpoint4j:int64", 1, "b", 2))));
    comesBack(List.of(row("m", row("$checkpoint4j:map", row("$checkpoint4j:map", row())))));
    comesBack(List.of(row("$checkpoint4j:int64", 1L)));
    comesBack(List.of(row("$checkpoint4j:nothing", row("$checkpoint4j:nothing", 1))));
  }

  @Test
  void untypedPartsOfRecordsComeBack() {
    TypeRef<Holder> type = TypeRef.of(Holder.class);
    Map<String, Object> meta = row("n", 1L, "t", Instant.EPOCH);
    List<Holder> records =
        List.of(
            new Holder("a", meta, 'x', List.of((byte) 1, 2L)),
            new Holder("b", row("n", 2), null, Collections.singletonList(null)),
            new Holder("c", null, List.of(new float[] {1}), null));
    Deep.assertSame(Faces.viaJson(type, records), records);
    Deep.assertSame(Faces.viaRows(type, records), records);
    assertThat(Faces.write(type, records).schema().untyped())
        .containsEntry("/meta/n", "integer:int64")
        .containsEntry("/meta/t", "string:timestamp")
        .containsEntry("/any", "string:char")
        .containsEntry("/list/~*", "integer:int8");
  }

  @Test
  void rowsOfARecordAreReadAsMapsByItsColumns() {
    record Typed(Instant at, long n, byte[] b, Map<String, Long> m, Holder h, double d) {}
    TypeRef<Typed> type = TypeRef.of(Typed.class);
    Holder holder = new Holder("x", row("n", 1L), 2L, List.of());
    Typed typed = new Typed(Instant.EPOCH, 1, new byte[] {1}, Map.of("a", 1L), holder, Double.NaN);
    Faces.Written written = Faces.write(type, List.of(typed));
    Map<String, Object> map = Faces.read(ROW, written.rows().get(0), written.schema());
    Deep.assertSame(map.get("at"), Instant.EPOCH);
    Deep.assertSame(map.get("n"), 1L);
    Deep.assertSame(map.get("b"), new byte[] {1});
    Deep.assertSame(map.get("m"), Map.of("a", 1L));
    Deep.assertSame(
        map.get("h"), row("id", "x", "meta", row("n", 1L), "any", 2L, "list", List.of()));
    Deep.assertSame(map.get("d"), Double.NaN);
  }

  @Test
  void rowsWrittenAsMapsAreReadAsARecord() {
    record Typed(long n, String s, List<Long> l) {}
    List<Map<String, Object>> rows =
        List.of(row("n", 1, "s", "x", "l", List.of(1L)), row("n", 2L, "s", "y", "l", List.of(2)));
    Faces.Written written = Faces.write(ROW, rows);
    List<Typed> read = Faces.read(TypeRef.of(Typed.class), written);
    assertThat(read)
        .containsExactly(new Typed(1, "x", List.of(1L)), new Typed(2, "y", List.of(2L)));
  }

  @Test
  void tablesAreBoundedAndWhatIsBeyondIsTagged() {
    Map<String, Object> wide = new LinkedHashMap<>();
    for (int i = 0; i < 3_000; i++) {
      wide.put("k" + i, (long) i);
    }
    List<Map<String, Object>> rows = List.of(row("m", wide), row("m", wide));
    Faces.Written written = Faces.write(ROW, rows);
    assertThat(written.schema().untyped().size()).isBetween(1_000, 1_010);
    assertThat(written.rows().get(0)).contains("{\"$checkpoint4j:int64\":2999}");
    Deep.assertSame(Faces.read(ROW, written), rows);
    comesBack(rows);
  }

  @Test
  void classesOutsideOfTheSetAreRefusedWithPathAndAdvice() {
    refused(row("a", row("b", List.of(1, Optional.empty()))), "a.b[1]", "java.util.Optional");
    refused(row("a", Thread.State.NEW), "a", "declare the type");
    refused(row("a", new Holder("", null, null, null)), "a", "Holder");
    refused(row("a", Map.of(1, 2)), "a", "only strings");
    refused(row("a", new String[] {"x"}), "a", "java.lang.String[]");
    refused(row("a", "\ud800"), "a", "unpaired surrogate");
    refused(row("a", "?\udc00 and é"), "a", "unpaired surrogate");
    refused(row("a", row("\udc00", 1)), "a", "unpaired surrogate");
    refused(row("a", List.of(new BigDecimal("1".repeat(1_001)), "")), "a[0]", "digits");
  }

  private static void refused(Map<String, Object> row, String path, String text) {
    assertThatThrownBy(() -> Faces.write(ROW, List.of(row)))
        .isInstanceOfSatisfying(
            RowProblem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(RowProblem.Kind.UNSUPPORTED);
              assertThat(e.path()).isEqualTo(path);
            })
        .hasMessageContaining(text);
    assertThatThrownBy(() -> Faces.viaRows(ROW, List.of(row))).isInstanceOf(RowProblem.class);
  }

  @Test
  void mapsAndListsThatHoldThemselvesAreRefusedWithoutOverflow() {
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    List<Object> list = new ArrayList<>();
    list.add(list);
    for (Object cyclic : List.of(map, list)) {
      assertThatThrownBy(() -> Faces.write(ROW, List.of(row("a", cyclic))))
          .isInstanceOf(RowProblem.class)
          .hasMessageContaining("holds itself");
      Holder holder = new Holder("", Map.of("x", cyclic), null, null);
      assertThatThrownBy(() -> Faces.viaRows(TypeRef.of(Holder.class), List.of(holder)))
          .isInstanceOf(RowProblem.class)
          .hasMessageContaining("holds itself");
    }
  }

  @Test
  void unknownTagsAndTablesAreCorrupt() {
    for (String json :
        List.of(
            "{\"a\":{\"$checkpoint4j:java.lang.Runtime\":1}}",
            "{\"a\":{\"$checkpoint4j:int64\":1,\"b\":2}}",
            "{\"a\":{\"$checkpoint4j:int64\":null}}")) {
      assertThatThrownBy(() -> Faces.read(ROW, json))
          .isInstanceOfSatisfying(
              RowProblem.class, e -> assertThat(e.kind()).isEqualTo(RowProblem.Kind.CORRUPT));
    }
    for (String entry : List.of("integer:java.lang.Runtime", "integer", "", "x:int64")) {
      RecordSchema schema = new RecordSchema(List.of(), Map.of("/a", entry));
      assertThatThrownBy(() -> Faces.read(ROW, "{}", schema))
          .as(entry)
          .isInstanceOfSatisfying(
              RowProblem.class, e -> assertThat(e.kind()).isEqualTo(RowProblem.Kind.CORRUPT));
    }
  }

  @Test
  void foreignDigitsAreNeverLost() {
    Map<String, Object> row =
        Faces.read(
            ROW,
            "{\"a\":0.1,\"b\":0.10000000000000000555,\"c\":1e400,\"d\":1e-400,\"e\":0.0e5,"
                + "\"f\":123456789012345678901234567890,\"g\":1E5}");
    Deep.assertSame(
        row,
        row(
            "a", 0.1,
            "b", new BigDecimal("0.10000000000000000555"),
            "c", new BigDecimal("1e400"),
            "d", new BigDecimal("1e-400"),
            "e", 0.0,
            "f", new BigInteger("123456789012345678901234567890"),
            "g", 100000.0));
    comesBack(List.of(row));
  }
}
