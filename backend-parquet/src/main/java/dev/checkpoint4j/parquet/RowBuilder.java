package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.column.CanonicalReader;
import dev.checkpoint4j.spi.column.ColumnBatch;
import dev.checkpoint4j.spi.column.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the records of batches. */
final class RowBuilder<T> {
  private final RowReader<T> reader;
  private final int width;
  private final int[] columns;
  private final List<CanonicalReader> values = new ArrayList<>();

  RowBuilder(RecordSchema schema, RecordBinding<T> binding) {
    this.reader = binding.rowReader(schema);
    this.width = schema.columns().size();
    this.columns = columns(schema, binding.columnsRead());
    for (int column : columns) {
      values.add(CanonicalReader.of(schema.columns().get(column).type()));
    }
  }

  /** The positions of some columns; of all if none are named. */
  static int[] columns(RecordSchema schema, List<String> names) {
    return java.util.stream.IntStream.range(0, schema.columns().size())
        .filter(i -> names.isEmpty() || names.contains(schema.columns().get(i).name()))
        .toArray();
  }

  /** The columns that are read. */
  int[] columns() {
    return columns;
  }

  /** Appends the records of a batch. */
  void build(ColumnBatch batch, List<T> to) {
    for (int row = 0; row < batch.rows(); row++) {
      @Nullable Object[] canonical = new @Nullable Object[width];
      for (int i = 0; i < columns.length; i++) {
        ColumnVector vector = Shapes.present(batch.columns().get(columns[i]));
        canonical[columns[i]] = values.get(i).read(vector, row);
      }
      to.add(reader.read(canonical));
    }
  }
}
