package dev.checkpoint4j.parquet;

import org.apache.parquet.format.Encoding;

/** Encodes the values of one leaf, page by page. */
interface ValueEncoder {
  Encoding encoding();

  /** About how many bits the value at an index takes. */
  long bits(int index);

  /** Appends the values from {@code from} to before {@code to}. */
  void encode(int from, int to, Bytes out);
}
