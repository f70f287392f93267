package dev.checkpoint4j.spi.column;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the records of batches. Thread-safe.
 *
 * @param <T> the record type
 */
public final class RecordBuilder<T> {
  private final RowReader<T> reader;
  private final int width;
  private final int[] columns;
  private final List<CanonicalReader> values = new ArrayList<>();

  /**
   * Prepares to build records.
   *
   * @param schema the stored columns, one vector each in the batches
   * @throws dev.checkpoint4j.spi.RowProblem if a stored column's type can never fit
   */
  public RecordBuilder(RecordSchema schema, RecordBinding<T> binding) {
    this.reader = binding.rowReader(schema);
    this.width = schema.columns().size();
    List<String> names = binding.columnsRead();
    this.columns =
        IntStream.range(0, width)
            .filter(i -> names.isEmpty() || names.contains(schema.columns().get(i).name()))
            .toArray();
    for (int column : columns) {
      values.add(CanonicalReader.of(schema.columns().get(column).type()));
    }
  }

  /** The positions of the columns that are needed. */
  public int[] columns() {
    return columns.clone();
  }

  /**
   * The record of one row.
   *
   * @throws dev.checkpoint4j.spi.RowProblem if it does not fit the type
   */
  public T build(ColumnBatch batch, int row) {
    @Nullable Object[] canonical = new @Nullable Object[width];
    for (int i = 0; i < columns.length; i++) {
      ColumnVector vector = Objects.requireNonNull(batch.columns().get(columns[i]));
      canonical[columns[i]] = values.get(i).read(vector, row);
    }
    return reader.read(canonical);
  }
}
