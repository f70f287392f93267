package dev.checkpoint4j.spi;

import dev.checkpoint4j.schema.RecordSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One file of a checkpoint, opened for reading, which stays as it is while a new version replaces
 * it. Where there is a manifest, each block of bytes is compared with its checksum before it is
 * handed out, and a difference throws {@link dev.checkpoint4j.CorruptCheckpointException}. Used by
 * one thread at a time but for {@link #read}.
 */
public interface StoredFile extends AutoCloseable {
  /** Begins each error message: {@code Cannot load checkpoint "clusters" from clusters.jsonl}. */
  String where();

  /** The file's ending, one of the format's. */
  String ending();

  /** Its length in bytes. */
  long size();

  /** Whether there is a manifest, so that bytes are checked. */
  boolean isVerified();

  /** Rows recorded at the save; -1 where there is no manifest. */
  long rows();

  /** The schema recorded at the save; {@link RecordSchema#EMPTY} where there is no manifest. */
  RecordSchema schema();

  /**
   * The bytes from the beginning; not interruptible. Each read fills as much of the caller's array
   * as it can.
   */
  InputStream stream() throws IOException;

  /**
   * Reads bytes at any position, checked as {@link #stream} checks them; not interruptible. May be
   * called by several threads at once. Only for formats that ask for it with {@link
   * FileFormat#readsAtPositions}.
   *
   * @throws IOException if they cannot be read, or the file ends before them
   */
  default void read(long position, byte[] target, int offset, int length) throws IOException {
    throw new UnsupportedOperationException("The format does not ask to read at positions");
  }

  /** The parts: in the order of the save, or of {@link FileFormat#parts} without a manifest. */
  default List<StoredPart> parts() {
    return List.of();
  }

  /** What the format kept in the manifest; empty where there is none. */
  default String notes() {
    return "";
  }

  @Override
  void close();
}
