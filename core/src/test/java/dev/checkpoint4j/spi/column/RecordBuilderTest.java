package dev.checkpoint4j.spi.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordBuilderTest {
  private static final RecordSchema SCHEMA =
      new RecordSchema(
          List.of(
              Column.of("number", ColumnType.of(Kind.INT32), true),
              Column.of("text", ColumnType.of(Kind.STRING), true),
              Column.of("unread", ColumnType.of(Kind.STRING), true),
              Column.of("day", ColumnType.of(Kind.DATE), true)),
          Map.of());

  record Row(int number, @Nullable String text, @Nullable LocalDate day) {}

  private final RecordBuilder<Row> builder =
      new RecordBuilder<>(SCHEMA, RecordBinding.of(TypeRef.of(Row.class)));

  private static ColumnBatch batch(int rows, int badNumber, int badDay) {
    int[] numbers = new int[rows];
    String[] texts = new String[rows];
    long[] days = new long[rows];
    boolean[] noNumbers = new boolean[rows];
    boolean[] noTexts = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      numbers[i] = i;
      texts[i] = "text " + i;
      noTexts[i] = i % 3 == 0;
      days[i] = i == badDay ? Long.MAX_VALUE : i;
      noNumbers[i] = i == badNumber;
    }
    List<@Nullable ColumnVector> columns =
        Arrays.asList(
            new IntVector(rows, numbers, noNumbers),
            new StringVector(rows, texts, null, noTexts),
            null,
            new LongVector(rows, days, null));
    return new ColumnBatch(rows, columns);
  }

  private static Row row(int i) {
    return new Row(i, i % 3 == 0 ? null : "text " + i, LocalDate.ofEpochDay(i));
  }

  @Test
  void buildsAllRowsOrThoseWanted() {
    for (int rows : new int[] {0, 1, 63, 64, 65, 200}) {
      List<Row> all = new ArrayList<>();
      builder.build(batch(rows, -1, -1), null, all);
      List<Row> some = new ArrayList<>();
      boolean[] wanted = new boolean[rows];
      List<Row> expected = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        wanted[i] = i % 7 == 2;
        assertThat(all.get(i)).isEqualTo(row(i));
        if (wanted[i]) {
          expected.add(row(i));
        }
      }
      builder.build(batch(rows, -1, -1), wanted, some);
      assertThat(all).hasSize(rows);
      assertThat(some).isEqualTo(expected);
    }
  }

  @Test
  void needsTheColumnsThatTheTypeReads() {
    assertThat(builder.columns()).containsExactly(0, 1, 3);
    assertThat(RecordBuilder.positions(SCHEMA, List.of("day", "text", "other")))
        .containsExactly(1, 3);
    assertThat(RecordBuilder.positions(SCHEMA, List.of())).containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatIsAheadOfARecordThatCannotBeBuiltHasBeenAppended() {
    List<Row> built = new ArrayList<>();
    assertThatThrownBy(() -> builder.build(batch(200, 130, -1), null, built))
        .isInstanceOf(RowProblem.class);
    assertThat(built).hasSize(130).last().isEqualTo(row(129));
    built.clear();
    assertThatThrownBy(() -> builder.build(batch(200, -1, 131), null, built))
        .isInstanceOf(DateTimeException.class);
    assertThat(built).hasSize(131).last().isEqualTo(row(130));
  }

  @Test
  void aRowThatIsNotWantedMayBeAnything() {
    boolean[] wanted = new boolean[200];
    Arrays.fill(wanted, true);
    wanted[131] = false;
    List<Row> built = new ArrayList<>();
    builder.build(batch(200, 131, 131), wanted, built);
    assertThat(built).hasSize(199).doesNotContain(row(131)).contains(row(130), row(132));
  }

  @Test
  void wantsAMarkForEachRow() {
    assertThatThrownBy(() -> builder.build(batch(3, -1, -1), new boolean[2], new ArrayList<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A batch of 3 rows has only 2 marks");
  }
}
