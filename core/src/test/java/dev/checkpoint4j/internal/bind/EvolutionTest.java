package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Rows of one class, read as another: in both faces. */
@NullUnmarked
@SuppressWarnings("ArrayRecordComponent")
class EvolutionTest {
  record OldPart(int n, String gone) {}

  record Old(
      int id, float ratio, String name, OldPart part, List<OldPart> parts, List<Integer> ints) {}

  record NewPart(String added, long n) {}

  record New(
      List<NewPart> parts,
      BigDecimal id,
      double ratio,
      @JsonAlias("name") String title,
      NewPart part,
      int fresh,
      Optional<String> maybe,
      long[] ints) {}

  private static <A, B> B viaRows(Class<A> from, A record, Class<B> to) {
    RowWriter<A> writer = RecordBinding.of(TypeRef.of(from)).rowWriter();
    writer.learn(record);
    RowReader<B> reader = RecordBinding.of(TypeRef.of(to)).rowReader(writer.schema());
    return reader.read(writer.toRow(record));
  }

  private static <A, B> B viaJson(Class<A> from, A record, Class<B> to) {
    Faces.Written written = Faces.write(TypeRef.of(from), List.of(record));
    return Faces.read(TypeRef.of(to), written.rows().get(0), written.schema());
  }

  @Test
  void fieldsMayBeAddedRemovedRenamedReorderedAndWidened() {
    OldPart part = new OldPart(1, "x");
    Old old = new Old(7, 0.5f, "n", part, List.of(part), List.of(1, 2));
    New expected =
        new New(
            List.of(new NewPart(null, 1)),
            new BigDecimal(7),
            0.5,
            "n",
            new NewPart(null, 1),
            0,
            Optional.empty(),
            new long[] {1, 2});
    Deep.assertSame(viaRows(Old.class, old, New.class), expected);
    Deep.assertSame(viaJson(Old.class, old, New.class), expected);
  }

  record Text(String v) {}

  record Whole(int v) {}

  record Big(long v) {}

  record Real(double v) {}

  record Ints(List<Integer> v) {}

  record At(Instant v) {}

  @Test
  void pairsThatNeverFitAreRefusedBeforeTheFirstRow() {
    refused(Text.class, Whole.class, "column \"v\": expected int32 but found string");
    refused(Whole.class, Text.class, "column \"v\": expected string but found int32");
    refused(Ints.class, Whole.class, "column \"v\": expected int32 but found list<int32>");
    refused(Whole.class, Ints.class, "column \"v\": expected list<int32> but found int32");
    refused(Whole.class, At.class, "column \"v\": expected timestamp but found int32");
  }

  private static void refused(Class<?> from, Class<?> to, String text) {
    RecordSchema stored = RecordBinding.of(TypeRef.of(from)).schema();
    assertThatThrownBy(() -> RecordBinding.of(TypeRef.of(to)).rowReader(stored))
        .isInstanceOfSatisfying(
            RowProblem.class, e -> assertThat(e.kind()).isEqualTo(RowProblem.Kind.MISMATCH))
        .hasMessage(text);
  }

  @Test
  void valuesThatWouldBeNarrowedAreRefused() {
    assertThat(viaRows(Big.class, new Big(5), Whole.class)).isEqualTo(new Whole(5));
    assertThat(viaRows(Real.class, new Real(5), Whole.class)).isEqualTo(new Whole(5));
    for (Runnable bad :
        List.<Runnable>of(
            () -> viaRows(Big.class, new Big(1L << 40), Whole.class),
            () -> viaRows(Big.class, new Big((1L << 53) + 1), Real.class),
            () -> viaRows(Real.class, new Real(1.5), Whole.class))) {
      assertThatThrownBy(bad::run)
          .isInstanceOfSatisfying(
              RowProblem.class, e -> assertThat(e.kind()).isEqualTo(RowProblem.Kind.MISMATCH))
          .hasMessageStartingWith("column \"v\": expected");
    }
  }

  record Loaded(List<String> list, Map<String, Object> map, OldPart part, Instant at, Double d) {}

  private static <T> T fromForeign(Class<T> type, Map<String, Kind> columns, Object... row) {
    List<Column> stored =
        columns.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> Column.of(e.getKey(), ColumnType.of(e.getValue()), true))
            .toList();
    return RecordBinding.of(TypeRef.of(type))
        .rowReader(new RecordSchema(stored, Map.of()))
        .read(row);
  }

  @Test
  void textColumnsOfOtherToolsMayHoldJson() {
    Loaded loaded =
        fromForeign(
            Loaded.class,
            Map.of(
                "list", Kind.STRING,
                "map", Kind.STRING,
                "part", Kind.STRING,
                "at", Kind.LOCAL_TIMESTAMP,
                "d", Kind.INT64),
            LocalDateTime.of(2025, 1, 1, 0, 0),
            5L,
            "[\"a\",null]",
            "{\"k\":[1,2.5]}",
            "{\"n\":3}");
    assertThat(loaded.list()).containsExactly("a", null);
    assertThat(loaded.map()).isEqualTo(Map.of("k", List.of(1, 2.5)));
    assertThat(loaded.part()).isEqualTo(new OldPart(3, null));
    assertThat(loaded.at()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(loaded.d()).isEqualTo(5.0);
  }

  @Test
  void nullForAPrimitiveIsRefusedButAMissingColumnIsItsDefault() {
    assertThatThrownBy(() -> fromForeign(Whole.class, Map.of("v", Kind.INT32), (Object) null))
        .isInstanceOf(RowProblem.class)
        .hasMessage("column \"v\": expected int32 but found null");
    assertThat(fromForeign(Two.class, Map.of("w", Kind.INT32), 1)).isEqualTo(new Two(0, 1));
  }

  record Two(int v, int w) {}

  @Test
  void dataWithNoneOfTheColumnsIsRefused() {
    assertThatThrownBy(() -> fromForeign(Whole.class, Map.of("w", Kind.INT32), 1))
        .isInstanceOf(RowProblem.class)
        .hasMessageContaining("expected columns of Whole");
  }

  @Test
  void mapsFollowTheTypesOfForeignColumns() {
    ColumnType struct =
        ColumnType.structOf(
            List.of(
                Column.of("a", ColumnType.of(Kind.INT64), true),
                new Column("b", ColumnType.of(Kind.STRING), true, true)));
    RecordSchema stored =
        new RecordSchema(
            List.of(
                Column.of("s", struct, true),
                Column.of("l", ColumnType.listOf(ColumnType.of(Kind.FLOAT64), false), true),
                Column.of("m", ColumnType.mapOf(ColumnType.of(Kind.INT32), true), true),
                Column.of("j", ColumnType.of(Kind.JSON), true)),
            Map.of());
    Object[] row = {new Object[] {1L, null}, new double[] {0.5}, Map.of("k", 1), "{\"x\":[1]}"};
    Map<String, Object> read = RecordBinding.of(TypeRef.mapRow()).rowReader(stored).read(row);
    Deep.assertSame(
        read,
        Map.of(
            "s", Map.of("a", 1L),
            "l", List.of(0.5),
            "m", Map.of("k", 1),
            "j", Map.of("x", List.of(1))));
  }

  @Test
  void chosenColumnsAreReadAloneInBothFaces() {
    record Meta(String model, Long turns) {}
    record Row(String id, Meta meta, Map<String, Object> free, List<Integer> list) {}
    Row row = new Row("x", new Meta("m", 4L), Map.of("a.b", 1L, "c", Map.of("d", 2)), List.of(1));
    RecordBinding<Map<String, Object>> chosen =
        RecordBinding.ofColumns(
            List.of("free.c.d", "meta.turns", "id", "free.`a.b`", "nothing", "id.x", "meta.none"));
    assertThat(chosen.columnsRead()).containsExactly("free", "meta", "id", "nothing");
    RowWriter<Row> writer = RecordBinding.of(TypeRef.of(Row.class)).rowWriter();
    Map<String, Object> expected = new java.util.LinkedHashMap<>();
    expected.put("free.c.d", 2);
    expected.put("meta.turns", 4L);
    expected.put("id", "x");
    expected.put("free.`a.b`", 1L);
    Map<String, Object> viaRows = chosen.rowReader(writer.schema()).read(writer.toRow(row));
    Faces.Written written = Faces.write(TypeRef.of(Row.class), List.of(row));
    Map<String, Object> viaJson = Faces.read(chosen, written.rows().get(0), written.schema());
    for (Map<String, Object> read : List.of(viaRows, viaJson)) {
      Deep.assertSame(read, expected);
      assertThat(read.keySet()).containsExactlyElementsOf(expected.keySet());
    }
    RecordBinding<Map<String, Object>> whole =
        RecordBinding.ofColumns(List.of("meta", "meta.model"));
    Deep.assertSame(
        Faces.read(whole, written.rows().get(0), written.schema()),
        Map.of("meta", Map.of("model", "m", "turns", 4L), "meta.model", "m"));
  }
}
