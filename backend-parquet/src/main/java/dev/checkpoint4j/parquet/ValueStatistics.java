package dev.checkpoint4j.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The least and the greatest of some values of a leaf, in the bytes that the format gives them. */
interface ValueStatistics {
  /**
   * Bounds of some values.
   *
   * @param min not greater than any of them
   * @param max not less than any of them
   * @param exact whether both are among the values
   */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Range(byte[] min, byte[] max, boolean exact) {}

  /** The range of the values from {@code from} to before {@code to}; null if there is none. */
  @Nullable Range range(int from, int to);

  /** Compares two bounds in the order of the type. */
  int compare(byte[] one, byte[] other);

  /** False before true. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record OfBooleans(boolean[] values) implements ValueStatistics {
    @Override
    public @Nullable Range range(int from, int to) {
      boolean min = true;
      boolean max = false;
      for (int i = from; i < to; i++) {
        min &= values[i];
        max |= values[i];
      }
      return from == to ? null : new Range(bytes(min), bytes(max), true);
    }

    private static byte[] bytes(boolean value) {
      return new byte[] {(byte) (value ? 1 : 0)};
    }

    @Override
    public int compare(byte[] one, byte[] other) {
      return Byte.compare(one[0], other[0]);
    }
  }

  /** Signed integers. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record OfIntegers(long[] values, int width) implements ValueStatistics {
    @Override
    public @Nullable Range range(int from, int to) {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (int i = from; i < to; i++) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
      return from == to ? null : new Range(bytes(min, width), bytes(max, width), true);
    }

    static byte[] bytes(long value, int width) {
      Bytes bytes = new Bytes(Long.BYTES);
      bytes.putLong(value);
      return Arrays.copyOf(bytes.array(), width);
    }

    static long number(byte[] bytes) {
      return bytes.length == Integer.BYTES
          ? (int) Bytes.INT.get(bytes, 0)
          : (long) Bytes.LONG.get(bytes, 0);
    }

    @Override
    public int compare(byte[] one, byte[] other) {
      return Long.compare(number(one), number(other));
    }
  }

  /** Floats, of which NaN is left out and zero counts as both its signs, as the format says. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record OfFloats(long[] bits, int width) implements ValueStatistics {
    @Override
    public @Nullable Range range(int from, int to) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      boolean any = false;
      for (int i = from; i < to; i++) {
        double value = value(bits[i], width);
        if (!Double.isNaN(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
          any = true;
        }
      }
      return any
          ? new Range(bytes(min == 0 ? -0.0 : min), bytes(max == 0 ? 0.0 : max), true)
          : null;
    }

    static double value(long bits, int width) {
      return width == Integer.BYTES
          ? Float.intBitsToFloat((int) bits)
          : Double.longBitsToDouble(bits);
    }

    private byte[] bytes(double value) {
      return OfIntegers.bytes(
          width == Integer.BYTES
              ? Float.floatToRawIntBits((float) value)
              : Double.doubleToRawLongBits(value),
          width);
    }

    @Override
    public int compare(byte[] one, byte[] other) {
      return Double.compare(
          value(OfIntegers.number(one), width), value(OfIntegers.number(other), width));
    }
  }

  /** Bytes without a sign, which for UTF-8 is the order of code points. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record OfBinaries(byte[][] values) implements ValueStatistics {
    @Override
    public @Nullable Range range(int from, int to) {
      if (from == to) {
        return null;
      }
      byte[] min = values[from];
      byte[] max = values[from];
      for (int i = from + 1; i < to; i++) {
        if (Arrays.compareUnsigned(values[i], min) < 0) {
          min = values[i];
        } else if (Arrays.compareUnsigned(values[i], max) > 0) {
          max = values[i];
        }
      }
      return Truncation.of(min, max);
    }

    @Override
    public int compare(byte[] one, byte[] other) {
      return Arrays.compareUnsigned(one, other);
    }
  }

  /** The same, where few values repeat. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record OfDictionary(byte[][] distinct, int[] ids) implements ValueStatistics {
    @Override
    public @Nullable Range range(int from, int to) {
      if (from == to) {
        return null;
      }
      int min = ids[from];
      int max = ids[from];
      boolean[] seen = new boolean[distinct.length];
      for (int i = from; i < to; i++) {
        int id = ids[i];
        if (!seen[id]) {
          seen[id] = true;
          min = Arrays.compareUnsigned(distinct[id], distinct[min]) < 0 ? id : min;
          max = Arrays.compareUnsigned(distinct[id], distinct[max]) > 0 ? id : max;
        }
      }
      return Truncation.of(distinct[min], distinct[max]);
    }

    @Override
    public int compare(byte[] one, byte[] other) {
      return Arrays.compareUnsigned(one, other);
    }
  }

  /** Long bounds are cut to a prefix; the upper one is then the next greater prefix. */
  final class Truncation {
    private static final int LENGTH = 64;
    private static final int LAST_ASCII = 0x7E;

    private Truncation() {}

    static @Nullable Range of(byte[] min, byte[] max) {
      byte[] upper = max.length <= LENGTH ? max : above(max);
      return upper == null
          ? null
          : new Range(cut(min), upper, min.length <= LENGTH && max.length <= LENGTH);
    }

    private static byte[] cut(byte[] value) {
      if (value.length <= LENGTH) {
        return value;
      }
      int length = LENGTH;
      // Not within a character, so that tools can show it.
      while (length > 0 && (value[length] & 0xC0) == 0x80) {
        length--;
      }
      return Arrays.copyOf(value, length);
    }

    private static byte @Nullable [] above(byte[] value) {
      for (int last = LENGTH - 1; last >= 0; last--) {
        if (value[last] >= ' ' && value[last] < LAST_ASCII) {
          byte[] above = Arrays.copyOf(value, last + 1);
          above[last]++;
          return above;
        }
      }
      return null;
    }
  }
}
