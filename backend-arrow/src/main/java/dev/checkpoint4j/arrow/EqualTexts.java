package dev.checkpoint4j.arrow;

import java.util.Arrays;

/**
 * Finds texts of a window that are equal to an earlier one, such as languages and repeated
 * requests, so that they become one string: less is decoded, and less memory is taken for as long
 * as somebody keeps the records. Not thread-safe.
 */
final class EqualTexts {
  /** More would not stay in the nearest caches. */
  private static final int MOST_SLOTS = 1 << 12;

  /** After so many texts it is known whether it is worth while. */
  private static final int TRIES = 512;

  /** One text of so many must have an equal one. */
  private static final int WORTH = 8;

  private static final int SAMPLES = 4;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final byte[] bytes;
  private final int[] starts;

  /** By the hash of a text, the number of the last one that had it, and one. */
  private final int[] slots;

  private final int shift;
  private int tried;
  private int found;

  EqualTexts(Texts.Window window, int count) {
    this.bytes = window.bytes();
    this.starts = window.starts();
    int size = Math.min(MOST_SLOTS, Integer.highestOneBit(Math.max(1, count)) * 2);
    this.slots = new int[size];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
  }

  /** An earlier text that is equal to one; -1 if none is known. */
  int firstOf(int index) {
    if (tried >= TRIES && found < tried / WORTH) {
      return -1;
    }
    tried++;
    int start = starts[index];
    int end = starts[index + 1];
    int slot = (int) (hash(start, end - start) >>> shift);
    int known = slots[slot] - 1;
    if (known >= 0 && Arrays.equals(bytes, start, end, bytes, starts[known], starts[known + 1])) {
      found++;
      return known;
    }
    slots[slot] = index + 1;
    return -1;
  }

  /** Of the length and some of the bytes: what it overlooks costs a string, no more. */
  private long hash(int start, int length) {
    long hash = length;
    if (length < Long.BYTES) {
      for (int i = start; i < start + length; i++) {
        hash = hash << Byte.SIZE | bytes[i] & 0xff;
      }
      return hash * MIX;
    }
    long last = length - Long.BYTES;
    for (int i = 0; i <= SAMPLES; i++) {
      int at = start + (int) (last * i / SAMPLES);
      hash = (Long.rotateLeft(hash, 23) ^ (long) Little.LONG.get(bytes, at)) * MIX;
    }
    return hash;
  }
}
