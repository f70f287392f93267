package dev.checkpoint4j.arrow;

import java.nio.ByteBuffer;

/**
 * Values that consist of elements: texts of bytes, lists of values.
 *
 * @param elements where the elements of all lie
 * @param starts where those of each begin among them, and the last end
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record Spans(Ranges elements, int[] starts) {
  /**
   * Reads the offsets of some values, and checks that they ascend and lie inside of what they point
   * into.
   *
   * @param end of the elements that there are
   */
  static Spans of(Batch batch, Field field, boolean large, Ranges values, long end) {
    batch.require(field, values);
    int width = large ? Long.BYTES : Integer.BYTES;
    int[] starts = new int[values.size() + 1];
    long[] firsts = new long[values.count()];
    int[] before = new int[values.count() + 1];
    long last = 0;
    long total = 0;
    for (int range = 0; range < firsts.length; range++) {
      int count = values.length(range);
      firsts[range] = last;
      if (count > 0) {
        ByteBuffer offsets =
            batch.bytes(field, 1, values.start(range) * width, (count + 1L) * width);
        long first = large ? offsets.getLong(0) : offsets.getInt(0);
        int at = values.before(range);
        boolean ascending = first >= last;
        last = first;
        for (int i = 1; i <= count; i++) {
          long next = large ? offsets.getLong(i * Long.BYTES) : offsets.getInt(i * Integer.BYTES);
          ascending &= next >= last;
          starts[at + i] = (int) (total + next - first);
          last = next;
        }
        if (!ascending || last > end) {
          throw Problems.corrupt(
              "column \"" + field.name() + "\" has offsets that lead outside of it");
        }
        firsts[range] = first;
        total += last - first;
        Limits.size("the elements of some rows", total, Limits.COPIED_BYTES);
      }
      before[range + 1] = (int) total;
    }
    return new Spans(new Ranges(firsts, before), starts);
  }

  /** Of as many elements each. */
  static Spans of(Batch batch, Field field, int each, Ranges values) {
    batch.require(field, values);
    Limits.size("the elements of some rows", (long) values.size() * each, Limits.COPIED_BYTES);
    long[] firsts = new long[values.count()];
    int[] before = new int[values.count() + 1];
    for (int range = 0; range < firsts.length; range++) {
      firsts[range] = Math.multiplyExact(values.start(range), (long) each);
      before[range + 1] = values.before(range + 1) * each;
    }
    int[] starts = new int[values.size() + 1];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = i * each;
    }
    return new Spans(new Ranges(firsts, before), starts);
  }
}
