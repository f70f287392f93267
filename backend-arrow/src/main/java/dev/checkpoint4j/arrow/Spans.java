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
    Reader reader = new Reader(field, large, values, end);
    int width = large ? Long.SIZE : Integer.SIZE;
    batch.visit(field, 1, values, width, width, reader);
    return reader.finish();
  }

  private static final class Reader implements Batch.RangeVisitor {
    private final Field field;
    private final boolean large;
    private final Ranges values;
    private final long end;
    private final int[] starts;
    private final long[] firsts;
    private final int[] before;
    private int next;
    private long last;
    private int total;

    Reader(Field field, boolean large, Ranges values, long end) {
      this.field = field;
      this.large = large;
      this.values = values;
      this.end = end;
      this.starts = new int[values.size() + 1];
      this.firsts = new long[values.count()];
      this.before = new int[values.count() + 1];
    }

    @Override
    public void visit(ByteBuffer offsets, int from, int range) {
      emptyTo(range);
      int count = values.length(range);
      int at = values.before(range);
      long first = large ? offsets.getLong(from) : offsets.getInt(from);
      boolean ascending = first >= last;
      long previous = first;
      for (int i = 1; i <= count; i++) {
        long offset =
            large
                ? offsets.getLong(from + i * Long.BYTES)
                : offsets.getInt(from + i * Integer.BYTES);
        ascending &= offset >= previous;
        starts[at + i] = (int) (total + offset - first);
        previous = offset;
      }
      if (!ascending || previous > end) {
        throw Problems.corrupt(
            "column \"" + field.name() + "\" has offsets that lead outside of it");
      }
      last = previous;
      firsts[range] = first;
      total = Limits.size("the elements of some rows", total + last - first, Limits.COPIED_BYTES);
      before[++next] = total;
    }

    private void emptyTo(int range) {
      while (next < range) {
        firsts[next] = last;
        before[++next] = total;
      }
    }

    Spans finish() {
      emptyTo(firsts.length);
      return new Spans(new Ranges(firsts, before), starts);
    }
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
