package dev.checkpoint4j.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The distinct numbers of a column, in the order in which they appear, and each value's index. */
final class LongTable {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private long[] distinct = new long[64];
  private int[] slots = new int[256];
  private int size;

  private LongTable() {}

  /** A dictionary; the distinct values are longer than {@code size}. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Dictionary(int size, long[] distinct, int[] ids) {}

  /** The dictionary of some values, or null if there are more than {@code most} distinct ones. */
  static @Nullable Dictionary of(long[] values, int count, int most) {
    LongTable table = new LongTable();
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = i > 0 && values[i] == values[i - 1] ? ids[i - 1] : table.id(values[i]);
      if (table.size > most) {
        return null;
      }
    }
    return new Dictionary(table.size, table.distinct, ids);
  }

  private int id(long value) {
    int mask = slots.length - 1;
    int slot = (int) ((value * MIX) >>> 32) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (distinct[id] == value) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    if (size == distinct.length) {
      distinct = Arrays.copyOf(distinct, 2 * size);
    }
    distinct[size] = value;
    slots[slot] = ++size;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = (int) ((distinct[id] * MIX) >>> 32) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }
}
