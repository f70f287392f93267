package dev.checkpoint4j.arrow;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Of which rows something is known to be true, and of which to be false; of the others it is not
 * known, as in SQL. A bit for each row. Immutable.
 */
final class Truth {
  private final long[] yes;
  private final long[] no;

  private Truth(long[] yes, long[] no) {
    this.yes = yes;
    this.no = no;
  }

  /** How many words the bits of rows take. */
  static int words(int rows) {
    return (rows + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * Of values that may be null.
   *
   * @param holds set where it would be true; bits of rows that are not there mean nothing
   * @param valid set where a value is not null; null if none is
   */
  static Truth of(int rows, long[] holds, long @Nullable [] valid) {
    long[] yes = new long[holds.length];
    long[] no = new long[holds.length];
    for (int i = 0; i < holds.length; i++) {
      int left = rows - i * Long.SIZE;
      long there = left < Long.SIZE ? (1L << left) - 1 : -1;
      long known = valid == null ? there : there & valid[i];
      yes[i] = holds[i] & known;
      no[i] = ~holds[i] & known;
    }
    return new Truth(yes, no);
  }

  static Truth always(int rows) {
    long[] holds = new long[words(rows)];
    Arrays.fill(holds, -1);
    return of(rows, holds, null);
  }

  Truth and(Truth other) {
    return new Truth(both(yes, other.yes), either(no, other.no));
  }

  Truth or(Truth other) {
    return new Truth(either(yes, other.yes), both(no, other.no));
  }

  Truth not() {
    return new Truth(no, yes);
  }

  private static long[] both(long[] a, long[] b) {
    long[] result = new long[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] & b[i];
    }
    return result;
  }

  private static long[] either(long[] a, long[] b) {
    long[] result = new long[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] | b[i];
    }
    return result;
  }

  /** The rows of which it is true. */
  BitSet rows() {
    return BitSet.valueOf(yes);
  }
}
