package dev.checkpoint4j.arrow;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that one batch after the other is encoded into: new ones as large as a column's would each
 * be zeroed, touched for the first time, and collected. Used by one thread at a time.
 */
final class Rooms {
  private final List<byte[]> arrays = new ArrayList<>();
  private int used;

  /** An array of at least this length, with anything in it. */
  byte[] next(int length) {
    int at = used++;
    if (at == arrays.size()) {
      arrays.add(new byte[length]);
    } else if (arrays.get(at).length < length) {
      // A little more, since the next batch may have a little more.
      long more = Math.min((long) length + (length >>> 3), Integer.MAX_VALUE - 8L);
      arrays.set(at, new byte[(int) Math.max(length, more)]);
    }
    return arrays.get(at);
  }

  /** Keeps a longer array in the place of the one that {@link #next} gave last. */
  void replaceLast(byte[] longer) {
    arrays.set(used - 1, longer);
  }

  /** Begins anew, without arrays that only a rare batch needs. */
  void reuse() {
    used = 0;
    arrays.replaceAll(a -> a.length > Limits.BATCH_BYTES ? new byte[0] : a);
  }
}
