package dev.checkpoint4j.parquet;

import java.util.Arrays;

/** What block compressors share: finding and copying repeated bytes. */
final class Matches {
  private Matches() {}

  /** How many bytes from {@code a} and from {@code b}, which is behind it, are the same. */
  static int length(byte[] bytes, int a, int b, int end) {
    int from = b;
    int first = a;
    int second = b;
    while (second <= end - Long.BYTES) {
      long different = (long) Bytes.LONG.get(bytes, first) ^ (long) Bytes.LONG.get(bytes, second);
      if (different != 0) {
        return second - from + (Long.numberOfTrailingZeros(different) >>> 3);
      }
      first += Long.BYTES;
      second += Long.BYTES;
    }
    while (second < end && bytes[first] == bytes[second]) {
      first++;
      second++;
    }
    return second - from;
  }

  /**
   * Repeats bytes that lie {@code distance} before {@code at}, which may overlap.
   *
   * @param end no byte from here on is touched
   */
  static void repeat(byte[] bytes, int at, int distance, int length, int end) {
    int from = at - distance;
    if (distance >= Long.BYTES && at + length <= end - Long.BYTES) {
      for (int i = 0; i < length; i += Long.BYTES) {
        Bytes.LONG.set(bytes, at + i, (long) Bytes.LONG.get(bytes, from + i));
      }
    } else if (distance >= length) {
      System.arraycopy(bytes, from, bytes, at, length);
    } else if (distance == 1) {
      Arrays.fill(bytes, at, at + length, bytes[from]);
    } else {
      for (int i = 0; i < length; i++) {
        bytes[at + i] = bytes[from + i];
      }
    }
  }

  /** Copies 16 bytes, in two words one after the other. */
  static void words(byte[] from, int offset, byte[] to, int at) {
    Bytes.LONG.set(to, at, (long) Bytes.LONG.get(from, offset));
    Bytes.LONG.set(to, at + Long.BYTES, (long) Bytes.LONG.get(from, offset + Long.BYTES));
  }

  /** Copies bytes; short ones in two words where there is room on both sides. */
  static void copy(byte[] from, int offset, byte[] to, int at, int length, int fromEnd, int toEnd) {
    if (length <= 16 && offset <= fromEnd - 16 && at <= toEnd - 16) {
      words(from, offset, to, at);
    } else {
      System.arraycopy(from, offset, to, at, length);
    }
  }
}
