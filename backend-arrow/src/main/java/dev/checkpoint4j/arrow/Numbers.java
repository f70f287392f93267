package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.BooleanVector;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.DecimalVector;
import dev.checkpoint4j.spi.column.DoubleVector;
import dev.checkpoint4j.spi.column.FloatVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.LongVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads numbers and booleans. */
final class Numbers {
  private static final BigInteger TWO_POW_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

  private Numbers() {}

  /** The bytes of values of a fixed width. */
  static ByteBuffer fixed(Batch batch, Field field, long from, int count, int width) {
    batch.require(field, from, count);
    return batch.bytes(field, 1, from * width, (long) count * width);
  }

  /** Integers that an {@code int} holds. */
  static int[] ints(Batch batch, Field field, ArrowType type, long from, int count) {
    ByteBuffer bytes = fixed(batch, field, from, count, type.size() / Byte.SIZE);
    int[] values = new int[count];
    if (type.size() == Integer.SIZE) {
      bytes.asIntBuffer().get(values);
    } else if (type.size() == Short.SIZE) {
      for (int i = 0; i < count; i++) {
        values[i] = type.flag() ? bytes.getShort(2 * i) : bytes.getChar(2 * i);
      }
    } else {
      byte[] copy = new byte[count];
      bytes.get(copy);
      int mask = type.flag() ? -1 : 0xff;
      for (int i = 0; i < count; i++) {
        values[i] = copy[i] & mask;
      }
    }
    return values;
  }

  static long[] longs(Batch batch, Field field, long from, int count) {
    long[] values = new long[count];
    fixed(batch, field, from, count, Long.BYTES).asLongBuffer().get(values);
    return values;
  }

  static ColumnVector integers(Batch batch, Field field, ArrowType type, long from, int count) {
    boolean @Nullable [] nulls;
    if (type.size() == Long.SIZE) {
      long[] values = longs(batch, field, from, count);
      nulls = batch.nulls(field, from, count);
      return type.flag() ? new LongVector(count, values, nulls) : unsigned(values, nulls);
    }
    int[] values = ints(batch, field, type, from, count);
    nulls = batch.nulls(field, from, count);
    if (type.flag() || type.size() < Integer.SIZE) {
      return new IntVector(count, values, nulls);
    }
    long[] wide = new long[count];
    for (int i = 0; i < count; i++) {
      wide[i] = Integer.toUnsignedLong(values[i]);
    }
    return new LongVector(count, wide, nulls);
  }

  private static ColumnVector unsigned(long[] values, boolean @Nullable [] nulls) {
    @Nullable BigDecimal[] decimals = new @Nullable BigDecimal[values.length];
    for (int i = 0; i < values.length; i++) {
      BigInteger whole = BigInteger.valueOf(values[i]);
      decimals[i] = new BigDecimal(values[i] < 0 ? whole.add(TWO_POW_64) : whole);
    }
    return new DecimalVector(values.length, decimals, nulls);
  }

  static ColumnVector floats(Batch batch, Field field, long from, int count) {
    int bits = field.type().size();
    ByteBuffer bytes = fixed(batch, field, from, count, bits / Byte.SIZE);
    boolean @Nullable [] nulls = batch.nulls(field, from, count);
    if (bits == Double.SIZE) {
      double[] values = new double[count];
      bytes.asDoubleBuffer().get(values);
      return new DoubleVector(count, values, nulls);
    }
    float[] values = new float[count];
    if (bits == Float.SIZE) {
      bytes.asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = half(bytes.getShort(2 * i));
      }
    }
    return new FloatVector(count, values, nulls);
  }

  /** A number of IEEE 754 half precision. */
  static float half(short bits) {
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float value =
        exponent == 0x1f
            ? (fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
            : exponent == 0
                ? fraction * 0x1p-24f
                : Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
    return bits < 0 ? -value : value;
  }

  static ColumnVector booleans(Batch batch, Field field, long from, int count) {
    batch.require(field, from, count);
    boolean[] values = new boolean[count];
    if (count > 0) {
      long first = from >>> 3;
      long last = from + count - 1 >>> 3;
      ByteBuffer bits = batch.bytes(field, 1, first, last - first + 1);
      int shift = (int) (from & 7);
      for (int i = 0; i < count; i++) {
        int bit = i + shift;
        values[i] = (bits.get(bit >>> 3) >>> (bit & 7) & 1) != 0;
      }
    }
    return new BooleanVector(count, values, batch.nulls(field, from, count));
  }

  static ColumnVector decimals(Batch batch, Field field, long from, int count) {
    int width = field.type().size() / Byte.SIZE;
    ByteBuffer bytes = fixed(batch, field, from, count, width);
    boolean @Nullable [] nulls = batch.nulls(field, from, count);
    @Nullable BigDecimal[] values = new @Nullable BigDecimal[count];
    byte[] bigEndian = new byte[width];
    for (int i = 0; i < count; i++) {
      if (nulls == null || !nulls[i]) {
        for (int k = 0; k < width; k++) {
          bigEndian[width - 1 - k] = bytes.get(i * width + k);
        }
        values[i] = new BigDecimal(new BigInteger(bigEndian), field.type().scale());
      }
    }
    return new DecimalVector(count, values, nulls);
  }
}
