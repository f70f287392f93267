package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import java.io.IOException;
import java.util.List;

/**
 * Collects the rows of a record batch, one batch after the other in the same memory. Used by one
 * thread at a time.
 *
 * @param <T> the record type
 */
final class BatchBuilder<T> {
  /** Counting bytes walks all columns, so it is done once for so many rows. */
  private static final int ROWS_BETWEEN_CHECKS = 16;

  private final RowWriter<T> rows;
  private final HfOptions options;
  private final String where;
  private final List<FieldBuilder> columns;
  private int count;

  /**
   * Begins with no rows.
   *
   * @param fields those of the columns that the rows have
   * @param where begins each error message
   */
  BatchBuilder(RowWriter<T> rows, List<Field> fields, HfOptions options, String where) {
    this.rows = rows;
    this.options = options;
    this.where = where;
    List<Column> schema = rows.schema().columns();
    this.columns = FieldBuilder.of(fields, schema);
  }

  /** Whether the batch has as many rows or bytes as one may have. */
  boolean isFull(int mostRows, long mostBytes) {
    return count == mostRows || (count % ROWS_BETWEEN_CHECKS == 0 && bytes() >= mostBytes);
  }

  int rows() {
    return count;
  }

  /** What the rows so far will take in a file, give or take. */
  long bytes() {
    long bytes = 0;
    for (FieldBuilder column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }

  /** Adds a record, the one of this number in the checkpoint, counted from 1. */
  void add(T record, long number) {
    try {
      rows.append(record, columns);
    } catch (RowProblem e) {
      throw e.at(where + ", row " + number);
    }
    count++;
  }

  /** The batch of the rows so far, in buffers that are its own until {@link #clear}. */
  EncodedBatch build() throws IOException {
    EncodedBatch batch = new EncodedBatch(count);
    try {
      for (FieldBuilder column : columns) {
        column.addTo(batch);
      }
    } catch (RowProblem e) {
      throw e.at(where);
    }
    batch.statistics(BatchStatistics.of(columns));
    switch (options.compression()) {
      case LZ4 -> batch.compress(BodyCodec.LZ4);
      case ZSTD -> batch.compress(BodyCodec.ZSTD);
      case NONE -> batch.sumBlocks();
      case GZIP -> {
        // The batch is written as it is.
      }
    }
    return batch;
  }

  /** Begins anew. */
  void clear() {
    count = 0;
    columns.forEach(FieldBuilder::clear);
  }
}
