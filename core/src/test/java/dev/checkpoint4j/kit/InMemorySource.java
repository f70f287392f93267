package dev.checkpoint4j.kit;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowFilter;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one version: the filter first, then the record of each row that is kept. */
final class InMemorySource<T> implements RecordSource<T> {
  private static final int BATCH_ROWS = 256;

  private final InMemoryVersion version;
  private final String where;
  private final RowReader<T> reader;
  private final boolean all;
  private final RowFilter filter;
  private final RowReader<Map<String, Object>> filtered;
  private int position;
  private long left;

  InMemorySource(InMemoryVersion version, ReadPlan<T> plan, String where) {
    this.version = version;
    this.where = where;
    this.left = plan.limit();
    RecordSchema schema = version.schema();
    this.all = plan.filter().isAll();
    plan.checkColumns(schema);
    this.filter = RowFilter.compile(plan.filter(), schema, false);
    try {
      this.reader = plan.binding().rowReader(schema);
      this.filtered = RecordBinding.ofColumns(filter.columns()).rowReader(schema);
    } catch (RowProblem e) {
      throw e.at(where);
    }
  }

  @Override
  public @Nullable List<T> nextBatch() {
    if (left == 0 || position == version.rows().size()) {
      return null;
    }
    List<T> batch = new ArrayList<>();
    while (left > 0 && position < version.rows().size() && batch.size() < BATCH_ROWS) {
      @Nullable Object[] row = version.rows().get(position++);
      try {
        if (all || filter.test(filtered.read(row))) {
          batch.add(reader.read(InMemoryVersion.copyRow(row)));
          left--;
        }
      } catch (RowProblem e) {
        throw e.at(where + ", row " + position);
      }
    }
    if (position == version.rows().size()) {
      filter.finish();
    }
    return batch;
  }

  @Override
  public void close() {}
}
