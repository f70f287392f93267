package dev.checkpoint4j.sql;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The check value of a row, kept beside it: any single change of a value, and rows that changed
 * places, show. It finds damage and edits, not forgery.
 */
final class RowCheck {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private RowCheck() {}

  /** The check value of canonical values. */
  static long of(long position, @Nullable Object[] row) {
    long check = position;
    for (Object value : row) {
      check = mix(check, hash(value));
    }
    return check;
  }

  /** The check value of a text. */
  static long of(long position, String body) {
    return mix(mix(position, body.hashCode()), body.length());
  }

  private static long mix(long check, int value) {
    long mixed = (check ^ (value & 0xffffffffL)) * PRIME;
    return mixed ^ (mixed >>> 29);
  }

  private static int hash(@Nullable Object value) {
    if (value == null) {
      return 0x5bd1e995;
    }
    if (value instanceof double[] doubles) {
      return Arrays.hashCode(doubles);
    }
    if (value instanceof Object[] fields) {
      return fields(fields);
    }
    if (value instanceof List<?> list) {
      int hash = list.size();
      for (Object element : list) {
        hash = 31 * hash + hash(element);
      }
      return hash;
    }
    return value.hashCode();
  }

  private static int fields(@Nullable Object[] fields) {
    int hash = 17;
    for (Object field : fields) {
      hash = 31 * hash + hash(field);
    }
    return hash;
  }
}
