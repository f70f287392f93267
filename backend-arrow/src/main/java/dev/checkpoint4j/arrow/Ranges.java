package dev.checkpoint4j.arrow;

import java.util.Arrays;
import java.util.BitSet;

/** Positions among the values of a field, ascending, as one range or several. Immutable. */
final class Ranges {
  private final long[] starts;
  private final int[] before;

  /**
   * Takes the arrays over.
   *
   * @param starts where each range begins, not before the end of the one ahead of it
   * @param before how many positions lie in the ranges ahead of each, and in all of them
   */
  Ranges(long[] starts, int[] before) {
    this.starts = starts;
    this.before = before;
  }

  /** One range. */
  static Ranges of(long from, int count) {
    return new Ranges(new long[] {from}, new int[] {0, count});
  }

  /** The positions from one on that are kept. */
  static Ranges of(long from, BitSet kept) {
    int count = kept.cardinality();
    long[] starts = new long[count];
    int[] before = new int[count + 1];
    int ranges = 0;
    int positions = 0;
    for (int i = kept.nextSetBit(0); i >= 0; ) {
      int end = kept.nextClearBit(i);
      starts[ranges] = from + i;
      positions += end - i;
      before[++ranges] = positions;
      i = kept.nextSetBit(end);
    }
    return new Ranges(Arrays.copyOf(starts, ranges), Arrays.copyOf(before, ranges + 1));
  }

  /** How many ranges there are, empty ones among them. */
  int count() {
    return starts.length;
  }

  /** Where a range begins. */
  long start(int range) {
    return starts[range];
  }

  /** How many positions lie in the ranges ahead of one. */
  int before(int range) {
    return before[range];
  }

  /** How many positions a range has. */
  int length(int range) {
    return before[range + 1] - before[range];
  }

  /** How many positions there are. */
  int size() {
    return before[starts.length];
  }

  /** The end of the last range. */
  long end() {
    int last = starts.length - 1;
    return last < 0 ? 0 : starts[last] + length(last);
  }

  /** The number of a position among all of them; -1 if it is not one. */
  int indexOf(long position) {
    int found = Arrays.binarySearch(starts, position);
    int range = found < 0 ? -found - 2 : found;
    while (range >= 0 && length(range) == 0) {
      range--;
    }
    return range >= 0 && position - starts[range] < length(range)
        ? (int) (before[range] + position - starts[range])
        : -1;
  }
}
