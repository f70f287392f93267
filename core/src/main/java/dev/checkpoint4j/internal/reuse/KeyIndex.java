package dev.checkpoint4j.internal.reuse;

import java.util.Arrays;

/**
 * Keys by 128 bits of their digest, each with a number from 0 on in the order of its addition: 16
 * bytes a key and at most 16 more for the table, so that a million takes some 30 MB. Used by one
 * thread at a time.
 */
public final class KeyIndex {
  private static final int FREE = 0;

  private long[] words = new long[64];
  private int[] table = new int[64];
  private int size;

  /** One with no keys. */
  public KeyIndex() {}

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The number of a key; -1 if it is not there. */
  public int find(long hi, long lo) {
    int number = table[slot(hi, lo)];
    return number == FREE ? -1 : number - 1;
  }

  /** Adds a key and returns its number, or that of the key that is there, inverted ({@code ~}). */
  public int add(long hi, long lo) {
    int slot = slot(hi, lo);
    if (table[slot] != FREE) {
      return ~(table[slot] - 1);
    }
    if (2 * size + 2 > words.length) {
      words = Arrays.copyOf(words, Math.addExact(words.length, words.length >> 1) & ~1);
    }
    words[2 * size] = hi;
    words[2 * size + 1] = lo;
    table[slot] = ++size;
    if (size > table.length - (table.length >> 2)) {
      grow();
    }
    return size - 1;
  }

  /** The first half of a key. */
  public long hi(int number) {
    return words[2 * number];
  }

  /** The second half of a key. */
  public long lo(int number) {
    return words[2 * number + 1];
  }

  private int slot(long hi, long lo) {
    int mask = table.length - 1;
    // The bits are those of a digest: any of them will do.
    int slot = (int) lo & mask;
    while (table[slot] != FREE) {
      int number = table[slot] - 1;
      if (words[2 * number] == hi && words[2 * number + 1] == lo) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    table = new int[Math.multiplyExact(table.length, 2)];
    int mask = table.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = (int) words[2 * number + 1] & mask;
      while (table[slot] != FREE) {
        slot = slot + 1 & mask;
      }
      table[slot] = number + 1;
    }
  }
}
