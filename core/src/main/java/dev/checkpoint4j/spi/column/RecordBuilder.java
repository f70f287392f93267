package dev.checkpoint4j.spi.column;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import java.time.DateTimeException;
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
  private static final int BLOCK_ROWS = 64;

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
    this.columns = positions(schema, binding.columnsRead());
    for (int column : columns) {
      values.add(CanonicalReader.of(schema.columns().get(column).type()));
    }
  }

  /**
   * The positions of some columns, ascending.
   *
   * @param names of the columns; those that the schema does not have are passed over, none means
   *     all columns
   */
  public static int[] positions(RecordSchema schema, List<String> names) {
    return IntStream.range(0, schema.columns().size())
        .filter(i -> names.isEmpty() || names.contains(schema.columns().get(i).name()))
        .toArray();
  }

  /** The positions of the columns that are needed. */
  public int[] columns() {
    return columns.clone();
  }

  /**
   * Appends the records of a batch in its order. If one cannot be built, those ahead of it have
   * been appended.
   *
   * @param wanted true where a row's record is wanted; null if all are
   * @throws dev.checkpoint4j.spi.RowProblem if a record does not fit the type
   * @throws DateTimeException if a point in time is outside of all calendars
   */
  public void build(ColumnBatch batch, boolean @Nullable [] wanted, List<T> to) {
    if (wanted != null && wanted.length < batch.rows()) {
      throw new IllegalArgumentException(
          "A batch of " + batch.rows() + " rows has only " + wanted.length + " marks");
    }
    RowReader<T> own = reader.forOneThread();
    RowBlock block = new RowBlock(Math.min(BLOCK_ROWS, batch.rows()), width);
    for (int from = 0; from < batch.rows(); from += BLOCK_ROWS) {
      int count = Math.min(BLOCK_ROWS, batch.rows() - from);
      boolean filled = fill(block, batch, from, count);
      for (int i = 0; i < count; i++) {
        if (wanted == null || wanted[from + i]) {
          to.add(own.read(filled ? block.row(i) : row(batch, from + i)));
        }
      }
    }
  }

  private boolean fill(RowBlock block, ColumnBatch batch, int from, int count) {
    try {
      for (int i = 0; i < columns.length; i++) {
        block.fill(columns[i], values.get(i), vector(batch, columns[i]), from, count);
      }
      return true;
    } catch (DateTimeException e) {
      // Of a row that may not be wanted, or have wanted ones ahead of it: they are read singly.
      return false;
    }
  }

  private @Nullable Object[] row(ColumnBatch batch, int row) {
    @Nullable Object[] canonical = new @Nullable Object[width];
    for (int i = 0; i < columns.length; i++) {
      canonical[columns[i]] = values.get(i).read(vector(batch, columns[i]), row);
    }
    return canonical;
  }

  private static ColumnVector vector(ColumnBatch batch, int column) {
    return Objects.requireNonNull(batch.columns().get(column));
  }
}
