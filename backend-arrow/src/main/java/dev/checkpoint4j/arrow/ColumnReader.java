package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.ColumnVector;

/** Reads the values of one field of batches. Stateless. */
@FunctionalInterface
interface ColumnReader {
  /** Some values of a batch. */
  ColumnVector read(Batch batch, long from, int count);
}
