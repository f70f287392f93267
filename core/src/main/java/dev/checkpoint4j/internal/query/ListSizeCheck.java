package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Filter.Comparison;
import java.util.Collection;

/** The number of elements of a list or array compared with a number. */
final class ListSizeCheck extends ValueCheck {
  private final Comparison comparison;
  private final long size;

  ListSizeCheck(Comparison comparison, long size) {
    this.comparison = comparison;
    this.size = size;
  }

  @Override
  int test(Object value) {
    long length = length(value);
    return length < 0 ? Kleene.UNKNOWN : Kleene.ordered(comparison, Long.compare(length, size));
  }

  /** -1 if it is no list. */
  private static long length(Object value) {
    if (value instanceof Collection<?> list) {
      return list.size();
    }
    if (value instanceof double[] list) {
      return list.length;
    }
    if (value instanceof float[] list) {
      return list.length;
    }
    if (value instanceof int[] list) {
      return list.length;
    }
    if (value instanceof long[] list) {
      return list.length;
    }
    return value instanceof Object[] list ? list.length : -1;
  }
}
