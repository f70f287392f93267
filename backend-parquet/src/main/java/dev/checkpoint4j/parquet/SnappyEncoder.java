package dev.checkpoint4j.parquet;

import java.util.Arrays;

/**
 * Writes Snappy blocks. Greedy: the last place of each four bytes is looked up in a small table.
 */
final class SnappyEncoder {
  /** Distances within a fragment take two bytes, and places fit into the table's chars. */
  private static final int FRAGMENT = 1 << 16;

  private static final int TABLE_BITS = 14;
  private static final int MIN_TABLE_BITS = 8;
  private static final int MARGIN = 15;
  private static final int MULTIPLIER = 0x1E35A7BD;
  private static final int MAX_COPY = 64;

  private final byte[] in;
  private final byte[] out;
  private int at;

  private SnappyEncoder(byte[] in, byte[] out, int at) {
    this.in = in;
    this.out = out;
    this.at = at;
  }

  /** The most bytes that a block of so many takes. */
  static int maxLength(int length) {
    return Math.toIntExact(32L + length + length / 6);
  }

  /** Returns where the block ends. */
  static int encode(byte[] in, int offset, int length, byte[] out, int at) {
    SnappyEncoder encoder = new SnappyEncoder(in, out, at);
    encoder.varint(length);
    int bits = TABLE_BITS;
    while (bits > MIN_TABLE_BITS && 1 << (bits - 1) >= length) {
      bits--;
    }
    char[] table = new char[1 << bits];
    for (int from = 0; from < length; from += FRAGMENT) {
      if (from > 0) {
        Arrays.fill(table, '\0');
      }
      int size = Math.min(FRAGMENT, length - from);
      encoder.fragment(offset + from, offset + from + size, table, Integer.SIZE - bits);
    }
    return encoder.at;
  }

  private void varint(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out[at++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
  }

  private int word(int index) {
    return (int) Bytes.INT.get(in, index);
  }

  private void fragment(int start, int end, char[] table, int shift) {
    int literal = start;
    int limit = end - MARGIN;
    int next = start + 1;
    int skip = 32;
    while (next < limit) {
      int word = word(next);
      int slot = (word * MULTIPLIER) >>> shift;
      int candidate = start + table[slot];
      table[slot] = (char) (next - start);
      if (word(candidate) != word) {
        next += skip++ >>> 5;
        continue;
      }
      literal(literal, next);
      do {
        int length = 4 + Matches.length(in, candidate + 4, next + 4, end);
        copy(next - candidate, length);
        next += length;
        literal = next;
        if (next >= limit) {
          break;
        }
        int before = word(next - 1);
        table[(before * MULTIPLIER) >>> shift] = (char) (next - 1 - start);
        word = word(next);
        slot = (word * MULTIPLIER) >>> shift;
        candidate = start + table[slot];
        table[slot] = (char) (next - start);
      } while (word(candidate) == word);
      next++;
      skip = 32;
    }
    literal(literal, end);
  }

  private void literal(int from, int to) {
    int length = to - from;
    if (length == 0) {
      return;
    }
    int n = length - 1;
    if (n < 60) {
      out[at++] = (byte) (n << 2);
    } else if (n < 1 << 8) {
      out[at++] = (byte) (60 << 2);
      out[at++] = (byte) n;
    } else {
      // A fragment has at most 65,536 bytes.
      out[at++] = (byte) (61 << 2);
      out[at++] = (byte) n;
      out[at++] = (byte) (n >>> 8);
    }
    Matches.copy(in, from, out, at, length, in.length, out.length);
    at += length;
  }

  private void copy(int distance, int length) {
    int left = length;
    while (left >= MAX_COPY + 4) {
      copyLong(distance, MAX_COPY);
      left -= MAX_COPY;
    }
    if (left > MAX_COPY) {
      // What is left over must be long enough to be a copy itself.
      copyLong(distance, MAX_COPY - 4);
      left -= MAX_COPY - 4;
    }
    if (left < 12 && distance < 2048) {
      out[at++] = (byte) (1 | ((left - 4) << 2) | ((distance >>> 8) << 5));
      out[at++] = (byte) distance;
    } else {
      copyLong(distance, left);
    }
  }

  private void copyLong(int distance, int length) {
    out[at++] = (byte) (2 | ((length - 1) << 2));
    out[at++] = (byte) distance;
    out[at++] = (byte) (distance >>> 8);
  }
}
