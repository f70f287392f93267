package dev.checkpoint4j.spi;

import dev.checkpoint4j.schema.RecordSchema;
import java.io.IOException;
import java.io.InputStream;

/**
 * One file of a checkpoint, opened for reading, which stays as it is while a new version replaces
 * it. Where there is a manifest, each block of bytes is compared with its checksum before it is
 * handed out, and a difference throws {@link dev.checkpoint4j.CorruptCheckpointException}. Used by
 * one thread at a time.
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

  @Override
  void close();
}
