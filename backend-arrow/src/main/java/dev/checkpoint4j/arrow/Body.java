package dev.checkpoint4j.arrow;

import java.nio.ByteBuffer;

/** The bytes that follow the metadata of a message. */
interface Body {
  /** How many there are. */
  long size();

  /** Some of them, little-endian; the caller has checked that they are there. */
  ByteBuffer slice(long offset, int length);
}
