package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.ColumnVector;

/** Reads the values of one field of batches. Stateless. */
@FunctionalInterface
interface ColumnReader {
  /** The values of a batch at some positions. */
  ColumnVector read(Batch batch, Ranges at);
}
