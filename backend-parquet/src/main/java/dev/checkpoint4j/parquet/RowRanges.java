package dev.checkpoint4j.parquet;

import java.util.Arrays;

/** Rows of a row group, as first rows and ends of runs, ascending and apart. */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record RowRanges(long[] bounds) {
  static final RowRanges NONE = new RowRanges(new long[0]);

  static RowRanges all(long rows) {
    return rows == 0 ? NONE : new RowRanges(new long[] {0, rows});
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  long count() {
    long count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += bounds[i + 1] - bounds[i];
    }
    return count;
  }

  RowRanges and(RowRanges other) {
    long[] both = new long[bounds.length + other.bounds.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length && theirs < other.bounds.length) {
      long from = Math.max(bounds[mine], other.bounds[theirs]);
      long to = Math.min(bounds[mine + 1], other.bounds[theirs + 1]);
      if (from < to) {
        both[size++] = from;
        both[size++] = to;
      }
      if (bounds[mine + 1] < other.bounds[theirs + 1]) {
        mine += 2;
      } else {
        theirs += 2;
      }
    }
    return new RowRanges(Arrays.copyOf(both, size));
  }

  RowRanges or(RowRanges other) {
    Builder either = new Builder();
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length || theirs < other.bounds.length) {
      boolean first =
          theirs == other.bounds.length
              || (mine < bounds.length && bounds[mine] <= other.bounds[theirs]);
      if (first) {
        either.add(bounds[mine], bounds[mine + 1]);
        mine += 2;
      } else {
        either.add(other.bounds[theirs], other.bounds[theirs + 1]);
        theirs += 2;
      }
    }
    return either.build();
  }

  /** Collects runs in the order of their first rows. */
  static final class Builder {
    private long[] bounds = new long[8];
    private int size;

    void add(long from, long to) {
      if (from >= to) {
        return;
      }
      if (size > 0 && from <= bounds[size - 1]) {
        bounds[size - 1] = Math.max(bounds[size - 1], to);
        return;
      }
      if (size + 2 > bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * size);
      }
      bounds[size++] = from;
      bounds[size++] = to;
    }

    RowRanges build() {
      return new RowRanges(Arrays.copyOf(bounds, size));
    }
  }
}
