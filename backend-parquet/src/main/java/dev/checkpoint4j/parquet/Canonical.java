package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.column.BooleanVector;
import dev.checkpoint4j.spi.column.CanonicalReader;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.DoubleVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.StringVector;
import org.jspecify.annotations.Nullable;

/** Puts the values of a column into rows: a loop for each common type, without a call a value. */
final class Canonical {
  private Canonical() {}

  /** Sets one column of the rows, whose values begin at {@code from}. */
  static void fill(
      CanonicalReader reader,
      ColumnVector vector,
      int from,
      int column,
      @Nullable Object[][] rows) {
    if (vector instanceof StringVector strings) {
      strings(strings, from, column, rows);
    } else if (vector instanceof IntVector ints) {
      for (int i = 0; i < rows.length; i++) {
        rows[i][column] = ints.isNull(from + i) ? null : (Object) ints.values()[from + i];
      }
    } else if (vector instanceof DoubleVector doubles) {
      for (int i = 0; i < rows.length; i++) {
        rows[i][column] = doubles.isNull(from + i) ? null : (Object) doubles.values()[from + i];
      }
    } else if (vector instanceof BooleanVector booleans) {
      for (int i = 0; i < rows.length; i++) {
        rows[i][column] = booleans.isNull(from + i) ? null : (Object) booleans.values()[from + i];
      }
    } else {
      for (int i = 0; i < rows.length; i++) {
        rows[i][column] = reader.read(vector, from + i);
      }
    }
  }

  private static void strings(
      StringVector vector, int from, int column, @Nullable Object[][] rows) {
    int[] ids = vector.ids();
    @Nullable String[] strings = vector.strings();
    for (int i = 0; i < rows.length; i++) {
      int at = from + i;
      rows[i][column] = vector.isNull(at) ? null : strings[ids == null ? at : ids[at]];
    }
  }
}
