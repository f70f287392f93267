package dev.checkpoint4j.parquet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What some rows have in one leaf: levels, and the values that are there. */
final class LeafBatch {
  private static final int REFERENCE_BYTES = 4;

  final Node leaf;
  final LeafValues values;

  private byte[] defs = {};

  private byte[] reps = {};

  /** By the index among the values that are there: what the column cannot hold. */
  final Map<Integer, Outliers.Outlier> outliers = new HashMap<>();

  private int entries;

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

  void append(byte[] pageDefs, byte[] pageReps, int from, int count) {
    int needed = Math.addExact(entries, count);
    if (leaf.maxDef() > 0) {
      defs = append(defs, needed, pageDefs, from, count);
    }
    if (leaf.maxRep() > 0) {
      reps = append(reps, needed, pageReps, from, count);
    }
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
