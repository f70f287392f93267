package dev.checkpoint4j.spi;

import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A part of a checkpoint that is a directory, mapped into memory, which stays as it is while a new
 * version replaces it. Where there is a manifest, each block of bytes is compared with its checksum
 * before it is handed out. Thread-safe.
 */
public interface StoredPart {
  /** Its place relative to the main file's directory. */
  String name();

  /** Its length in bytes. */
  long size();

  /**
   * Some bytes, without a copy but where they lie across a border of two mappings. Only the pages
   * that are looked at are read.
   *
   * @return little-endian and read-only; not to be used after the file was closed
   * @throws IndexOutOfBoundsException if the part has no such bytes
   * @throws dev.checkpoint4j.CorruptCheckpointException if they are not those that were saved
   * @throws dev.checkpoint4j.CheckpointIOException if the file was closed
   */
  ByteBuffer slice(long position, int length);

  /** Whether {@link #slice} compares bytes with checksums. */
  boolean isChecked();

  /**
   * The same without comparing: for who has checksums of shorter blocks, read through {@link
   * #slice}, and looks only at what those prove.
   *
   * @throws IndexOutOfBoundsException if the part has no such bytes
   * @throws dev.checkpoint4j.CheckpointIOException if the file was closed
   */
  ByteBuffer unchecked(long position, int length);

  /** All bytes from the beginning. */
  InputStream stream();
}
