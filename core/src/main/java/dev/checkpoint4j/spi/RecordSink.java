package dev.checkpoint4j.spi;

import dev.checkpoint4j.SaveResult;
import java.util.List;

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

  /**
   * Switches to the new checkpoint, atomically and durably, and keeps the notes with it. The choice
   * of its number and the switch are one step: no other save comes between.
   *
   * @return if the notes' numbering refused, a result that is not saved and has the current number
   */
  SaveResult commit(SaveNotes notes);

  /** Without a commit, leaves no trace. Safe to call more than once. */
  @Override
  void close();
}
