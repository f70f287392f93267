package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.column.CanonicalReader;
import dev.checkpoint4j.spi.column.ColumnBatch;
import dev.checkpoint4j.spi.column.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the records of batches. */
final class RowBuilder<T> {
  private static final int BLOCK_ROWS = 64;

  // With compressed references: an object's header and the reference to it; a map with its table;
  // an entry with the table's reference.
  private static final int REFERENCE_BYTES = 4;
  private static final int OBJECT_BYTES = 20;
  private static final int MAP_BYTES = 104;
  private static final int ENTRY_BYTES = 44;

  private final boolean open;
  private final RowReader<T> reader;
  private final int width;
  private final int[] columns;
  private final List<CanonicalReader> values = new ArrayList<>();

  RowBuilder(RecordSchema schema, RecordBinding<T> binding) {
    this.open = binding.isOpen();
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

  /** What a record takes at the least, apart from its values. */
  int recordBytes() {
    return open
        ? MAP_BYTES + ENTRY_BYTES * columns.length
        : OBJECT_BYTES + REFERENCE_BYTES * columns.length;
  }

  /** The columns that are read. */
  int[] columns() {
    return columns;
  }

  /** Appends the records of a batch. Some rows at a time, of which each column is taken at once. */
  void build(ColumnBatch batch, List<T> to) {
    RowReader<T> own = reader.forOneThread();
    @Nullable Object[][] block = new @Nullable Object[Math.min(BLOCK_ROWS, batch.rows())][width];
    for (int from = 0; from < batch.rows(); from += BLOCK_ROWS) {
      int size = Math.min(BLOCK_ROWS, batch.rows() - from);
      @Nullable Object[][] rows = size == block.length ? block : Arrays.copyOf(block, size);
      for (int i = 0; i < columns.length; i++) {
        ColumnVector vector = Shapes.present(batch.columns().get(columns[i]));
        Canonical.fill(values.get(i), vector, from, columns[i], rows);
      }
      for (@Nullable Object[] row : rows) {
        to.add(own.read(row));
      }
    }
  }
}
