package dev.checkpoint4j.spi.column;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some rows as columns. Safe to read from many threads.
 *
 * @param rows how many
 * @param columns one vector for each column of the stored schema, {@code rows} long; null for a
 *     column that was not read
 */
public record ColumnBatch(int rows, List<@Nullable ColumnVector> columns) {
  /** Checks the lengths. */
  public ColumnBatch {
    Objects.requireNonNull(columns, "columns");
    for (ColumnVector column : columns) {
      if (column != null && column.size() != rows) {
        throw new IllegalArgumentException(
            "A batch of " + rows + " rows has a column of " + column.size() + " values");
      }
    }
  }
}
