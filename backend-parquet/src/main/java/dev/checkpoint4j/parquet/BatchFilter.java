package dev.checkpoint4j.parquet;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowFilter;
import dev.checkpoint4j.spi.column.ColumnBatch;
import dev.checkpoint4j.spi.column.RecordBuilder;
import java.util.Arrays;

/** Finds the rows of a batch that a filter keeps. */
final class BatchFilter {
  private final Filter filter;
  private final RowFilter rows;
  private final int[] columns;

  BatchFilter(Filter filter, RecordSchema schema) {
    this.filter = filter;
    this.rows = RowFilter.compile(filter, schema, false);
    this.columns = RecordBuilder.positions(schema, rows.columns());
  }

  Filter filter() {
    return filter;
  }

  /** The columns that it looks at. */
  int[] columns() {
    return columns;
  }

  /** The rows that it keeps, as first rows and ends of runs. */
  int[] runs(ColumnBatch batch) {
    boolean[] kept = rows.test(batch);
    int[] runs = new int[16];
    int size = 0;
    for (int row = 0; row < kept.length; row++) {
      if (!kept[row]) {
        continue;
      }
      if (size > 0 && runs[size - 1] == row) {
        runs[size - 1]++;
        continue;
      }
      if (size + 2 > runs.length) {
        runs = Arrays.copyOf(runs, 2 * size);
      }
      runs[size++] = row;
      runs[size++] = row + 1;
    }
    return Arrays.copyOf(runs, size);
  }

  void finish() {
    rows.finish();
  }
}
