package dev.checkpoint4j.parquet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What some rows have in one leaf: levels, and the values that are there. */
final class LeafBatch {
  private static final int REFERENCE_BYTES = 4;
  private static final long EACH = 0x0101_0101_0101_0101L;

  final Node leaf;
  final LeafValues values;

  private byte[] defs = {};

  private byte[] reps = {};

  /** By the index among the values that are there: what the column cannot hold. */
  final Map<Integer, Outliers.Outlier> outliers = new HashMap<>();

  private int entries;
  private boolean full = true;

  LeafBatch(Node leaf, LeafValues values) {
    this.leaf = leaf;
    this.values = values;
  }

  /** Values, nulls, and lists that are empty. */
  int entries() {
    return entries;
  }

  /** What the values take at the least in a record. */
  long weight() {
    return (leaf.maxRep() == 0 ? 0 : (long) entries * REFERENCE_BYTES) + values.weight();
  }

  /** The definition level of an entry. */
  int def(int entry) {
    return defs[entry] & 0xFF;
  }

  /** The repetition level of an entry. */
  int rep(int entry) {
    return reps[entry] & 0xFF;
  }

  /** Whether each entry has a value. */
  boolean isFull() {
    return full;
  }

  /** The first entry from here on that begins a row; {@code end} if none does. */
  int nextRow(int from) {
    return nextRow(reps, from, entries);
  }

  /** The first place from here on where the level is 0; {@code end} if there is none. */
  static int nextRow(byte[] reps, int from, int end) {
    int i = from;
    while (i <= end - Long.BYTES) {
      long eight = (long) Bytes.LONG.get(reps, i);
      // The lowest byte that is zero is the lowest whose upper bit is set here.
      long zeros = (eight - EACH) & ~eight & (EACH << 7);
      if (zeros != 0) {
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < end && reps[i] != 0) {
      i++;
    }
    return i;
  }

  /** Appends the levels of a page's next entries. */
  void append(Page page, int count) {
    int needed = Math.addExact(entries, count);
    if (leaf.maxDef() > 0) {
      defs = append(defs, needed, page.defs, page.next, count);
    }
    if (leaf.maxRep() > 0) {
      reps = append(reps, needed, page.reps, page.next, count);
    }
    full &= page.isFull;
    entries = needed;
  }

  private byte[] append(byte[] levels, int needed, byte[] more, int from, int count) {
    Limits.size("the values of some rows", needed, Limits.PAGE_VALUES);
    byte[] grown =
        needed <= levels.length ? levels : Arrays.copyOf(levels, Math.max(needed, 2 * entries));
    System.arraycopy(more, from, grown, entries, count);
    return grown;
  }
}
