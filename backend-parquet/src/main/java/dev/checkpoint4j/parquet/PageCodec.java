package dev.checkpoint4j.parquet;

import java.io.IOException;

/** Compresses and decompresses pages. Thread-safe. */
interface PageCodec {
  /** Appends the compressed bytes. */
  void compress(byte[] from, int offset, int length, Bytes out) throws IOException;

  /**
   * Fills {@code to} from {@code at} with exactly {@code size} bytes.
   *
   * @throws IOException if they are not the ones that were compressed
   */
  void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException;

  /** What a codec throws for bytes that are not its own. */
  static IOException wrongSize(long found, int expected) {
    return new IOException("decompresses to " + found + " bytes where " + expected + " were due");
  }
}
