package dev.checkpoint4j.arrow;

import java.nio.ByteBuffer;

/** The bytes that follow the metadata of a message. */
interface Body {
  /** How many there are. */
  long size();

  /** Some of them, little-endian; the caller has checked that they are there. */
  ByteBuffer slice(long offset, int length);

  /** The same, of which only what was proved may be looked at. */
  ByteBuffer view(long offset, int length);

  /**
   * Compares bytes with their checksums.
   *
   * @throws dev.checkpoint4j.CorruptCheckpointException if they are not those that were saved
   */
  void prove(long offset, int length);

  /**
   * The same body, of which little is looked at where little is asked for.
   *
   * @param said what the message says of the checksums in the body
   */
  default Body withBlocks(String said) {
    return this;
  }
}
