package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of canonical values, filled column by column: a loop for each common type, without a
 * call a value. Not thread-safe.
 */
final class RowBlock {
  private final @Nullable Object[][] rows;

  RowBlock(int rows, int width) {
    this.rows = new @Nullable Object[rows][width];
  }

  @Nullable Object[] row(int index) {
    return rows[index];
  }

  /** Sets one column of the first rows to the values from one on. */
  void fill(int column, CanonicalReader reader, ColumnVector vector, int from, int count) {
    if (vector instanceof StringVector strings) {
      strings(column, strings, from, count);
    } else if (vector instanceof IntVector ints) {
      for (int i = 0; i < count; i++) {
        rows[i][column] = ints.isNull(from + i) ? null : (Object) ints.values()[from + i];
      }
    } else if (vector instanceof DoubleVector doubles) {
      for (int i = 0; i < count; i++) {
        rows[i][column] = doubles.isNull(from + i) ? null : (Object) doubles.values()[from + i];
      }
    } else if (vector instanceof BooleanVector booleans) {
      for (int i = 0; i < count; i++) {
        rows[i][column] = booleans.isNull(from + i) ? null : (Object) booleans.values()[from + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        rows[i][column] = reader.read(vector, from + i);
      }
    }
  }

  private void strings(int column, StringVector vector, int from, int count) {
    int[] ids = vector.ids();
    @Nullable String[] strings = vector.strings();
    for (int i = 0; i < count; i++) {
      int at = from + i;
      rows[i][column] = vector.isNull(at) ? null : strings[ids == null ? at : ids[at]];
    }
  }
}
