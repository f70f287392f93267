package dev.checkpoint4j.parquet;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowFilter;
import dev.checkpoint4j.spi.column.ColumnBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Finds the rows of a batch that a filter keeps. */
final class BatchFilter {
  private final RowFilter filter;
  private final RowBuilder<Map<String, Object>> rows;

  BatchFilter(Filter filter, RecordSchema schema) {
    this.filter = RowFilter.compile(filter, schema, false);
    this.rows = new RowBuilder<>(schema, RecordBinding.ofColumns(this.filter.columns()));
  }

  /** The columns that it looks at. */
  int[] columns() {
    return rows.columns();
  }

  /** The rows that it keeps, as first rows and ends of runs. */
  int[] runs(ColumnBatch batch) {
    List<Map<String, Object>> looked = new ArrayList<>(batch.rows());
    rows.build(batch, looked);
    int[] runs = new int[16];
    int size = 0;
    for (int row = 0; row < looked.size(); row++) {
      if (filter.test(looked.get(row))) {
        if (size > 0 && runs[size - 1] == row) {
          runs[size - 1]++;
        } else {
          if (size + 2 > runs.length) {
            runs = Arrays.copyOf(runs, 2 * size);
          }
          runs[size++] = row;
          runs[size++] = row + 1;
        }
      }
    }
    return Arrays.copyOf(runs, size);
  }

  void finish() {
    filter.finish();
  }
}
