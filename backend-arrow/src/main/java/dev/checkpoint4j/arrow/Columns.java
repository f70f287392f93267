package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.ColumnBatch;
import dev.checkpoint4j.spi.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads some columns of some rows. */
final class Columns {
  private Columns() {}

  static ColumnBatch read(Windows.Window window, Ranges rows, int[] columns, int width) {
    @Nullable ColumnVector[] vectors = new @Nullable ColumnVector[width];
    for (int column : columns) {
      vectors[column] = window.plans().get(column).reader().read(window.batch(), rows);
    }
    List<@Nullable ColumnVector> list = Arrays.asList(vectors);
    return new ColumnBatch(rows.size(), list);
  }
}
