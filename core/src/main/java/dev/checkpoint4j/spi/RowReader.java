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

  /**
   * A reader that gives the same records but is used by one thread at a time: it makes less garbage
   * where it can keep what it works with. Its {@link #read} keeps nothing of the row's array, which
   * the caller may fill again.
   */
  default RowReader<T> forOneThread() {
    return this;
  }
}
