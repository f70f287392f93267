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

  /** Switches to the new checkpoint, atomically and durably. */
  SaveResult commit();

  /**
   * Switches to the new checkpoint as {@link #commit()} does, and keeps the notes with it. A
   * backend that cannot keep them drops them, so that a later {@code getOrCompute} computes again.
   */
  default SaveResult commit(SaveNotes notes) {
    return commit();
  }

  /** Without a commit, leaves no trace. Safe to call more than once. */
  @Override
  void close();
}
