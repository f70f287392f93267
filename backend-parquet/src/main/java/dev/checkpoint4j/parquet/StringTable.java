package dev.checkpoint4j.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The distinct strings of a column, in the order in which they appear, and each value's index. */
final class StringTable {
  /** Fewer values than these do not tell how many more there will be. */
  private static final int SAMPLE = 1 << 14;

  private String[] distinct = new String[64];
  private int[] slots = new int[256];
  private int size;

  private StringTable() {}

  /** A dictionary; the distinct values are longer than {@code size}. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Dictionary(int size, String[] distinct, int[] ids) {}

  /** The dictionary of some strings, or null if too few of them are the same. */
  static @Nullable Dictionary of(String[] values, int count) {
    StringTable table = new StringTable();
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = table.id(values[i]);
      if ((i & (SAMPLE - 1)) == SAMPLE - 1 && table.size > (i + 1) * 0.7) {
        return null;
      }
    }
    return table.size > count * 0.7 ? null : new Dictionary(table.size, table.distinct, ids);
  }

  private int id(String value) {
    int mask = slots.length - 1;
    int slot = spread(value.hashCode()) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (distinct[id].equals(value)) {
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

  private static int spread(int hash) {
    return hash ^ hash >>> 16;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = spread(distinct[id].hashCode()) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }
}
