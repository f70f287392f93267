package dev.checkpoint4j.parquet;

import java.io.IOException;

/** A file's bytes at any position. Thread-safe. */
interface FileBytes {
  long size();

  /**
   * Fills the array from {@code at} with {@code length} bytes of the file.
   *
   * @throws IOException if they cannot be read, or the file is shorter
   */
  void read(long position, byte[] to, int at, int length) throws IOException;
}
