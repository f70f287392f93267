package dev.checkpoint4j.spi;

import dev.checkpoint4j.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into rows of canonical values. Used by one thread at a time: first {@link #learn}
 * of all records (needed only where the binding {@linkplain RecordBinding#isOpen is open}), then
 * {@link #schema}, then {@link #toRow} of each.
 *
 * @param <T> the record type
 */
public interface RowWriter<T> {
  /**
   * Notes the columns and types of a record.
   *
   * @throws RowProblem if it cannot be kept exactly
   */
  void learn(T record);

  /** The schema of the rows. Fixed from the first call on. */
  RecordSchema schema();

  /**
   * The canonical values of a record, one for each column of {@link #schema}.
   *
   * @throws RowProblem if it cannot be kept exactly
   */
  @Nullable Object[] toRow(T record);
}
