package dev.checkpoint4j.spi;

import org.jspecify.annotations.Nullable;

/**
 * Turns rows of canonical values into records. Thread-safe.
 *
 * @param <T> the record type
 */
public interface RowReader<T> {
  /**
   * The record of a row.
   *
   * @param row one canonical value for each column of the stored schema; those that {@link
   *     RecordBinding#columnsRead} does not name may be null
   * @throws RowProblem if it does not fit the type
   */
  T read(@Nullable Object[] row);
}
