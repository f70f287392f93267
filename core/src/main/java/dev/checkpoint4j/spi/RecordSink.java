package dev.checkpoint4j.spi;

import dev.checkpoint4j.SaveResult;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Takes the records of one save. Used by one thread at a time.
 *
 * @param <T> the record type
 */
public interface RecordSink<T> extends AutoCloseable {
  /** Adds records in their order. The list may be reused by the caller after the return. */
  void write(List<? extends T> records);

  /**
   * Takes all records of the save at once; nothing is written before or after. The list stays as it
   * is until the commit.
   */
  default void writeAll(List<? extends T> records) {
    write(records);
  }

  /**
   * Does all of the save that comes before the switch, so that a {@link #commit} that follows has
   * little left that can fail. Optional; nothing is written after it. By default does nothing.
   */
  default void prepare() {}

  /** Switches to the new checkpoint, atomically and durably. */
  SaveResult commit();

  /**
   * As {@link #commit()}, under a version number that the caller chooses, so that the copies of one
   * save in several stores can have the same one. The choice and the switch are one step: no other
   * save comes between.
   *
   * @param numbering from the current version's number (0 if there is none) to the new one's, at
   *     least 1 and not lower than the current; or to a negative number to leave all as it is
   * @return if nothing was switched, a result that is not saved and has the current number
   * @throws UnsupportedOperationException by default, from backends that cannot
   */
  default SaveResult commit(LongUnaryOperator numbering) {
    throw new UnsupportedOperationException(
        "This backend gives its own version numbers, so that it cannot keep copies of one save");
  }

  /** Without a commit, leaves no trace. Safe to call more than once. */
  @Override
  void close();
}
