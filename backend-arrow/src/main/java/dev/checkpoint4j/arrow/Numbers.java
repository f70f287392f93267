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
import org.jspecify.annotations.Nullable;

/** Reads numbers and booleans. */
final class Numbers {
  private static final BigInteger TWO_POW_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

  private Numbers() {}

  /** Integers that an {@code int} holds. */
  static int[] ints(Batch batch, Field field, ArrowType type, Ranges at) {
    int[] values = new int[at.size()];
    batch.each(
        field,
        at,
        type.size() / Byte.SIZE,
        (bytes, from, to, count) -> {
          if (type.size() == Integer.SIZE) {
            bytes.position(from).asIntBuffer().get(values, to, count);
          } else if (type.size() == Short.SIZE) {
            for (int i = 0; i < count; i++) {
              int place = from + i * Short.BYTES;
              values[to + i] = type.flag() ? bytes.getShort(place) : bytes.getChar(place);
            }
          } else {
            byte[] copy = new byte[count];
            bytes.get(from, copy);
            int mask = type.flag() ? -1 : 0xff;
            for (int i = 0; i < count; i++) {
              values[to + i] = copy[i] & mask;
            }
          }
        });
    return values;
  }

  static long[] longs(Batch batch, Field field, Ranges at) {
    long[] values = new long[at.size()];
    batch.each(
        field,
        at,
        Long.BYTES,
        (bytes, from, to, count) -> bytes.position(from).asLongBuffer().get(values, to, count));
    return values;
  }

  static ColumnVector integers(Batch batch, Field field, ArrowType type, Ranges at) {
    int count = at.size();
    boolean @Nullable [] nulls;
    if (type.size() == Long.SIZE) {
      long[] values = longs(batch, field, at);
      nulls = batch.nulls(field, at);
      return type.flag() ? new LongVector(count, values, nulls) : unsigned(values, nulls);
    }
    int[] values = ints(batch, field, type, at);
    nulls = batch.nulls(field, at);
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

  static ColumnVector floats(Batch batch, Field field, Ranges at) {
    int count = at.size();
    int bits = field.type().size();
    boolean @Nullable [] nulls;
    if (bits == Double.SIZE) {
      double[] values = new double[count];
      batch.each(
          field,
          at,
          Double.BYTES,
          (bytes, from, to, n) -> bytes.position(from).asDoubleBuffer().get(values, to, n));
      nulls = batch.nulls(field, at);
      return new DoubleVector(count, values, nulls);
    }
    float[] values = new float[count];
    batch.each(
        field,
        at,
        bits / Byte.SIZE,
        (bytes, from, to, n) -> {
          if (bits == Float.SIZE) {
            bytes.position(from).asFloatBuffer().get(values, to, n);
          } else {
            for (int i = 0; i < n; i++) {
              values[to + i] = half(bytes.getShort(from + i * Short.BYTES));
            }
          }
        });
    nulls = batch.nulls(field, at);
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

  static ColumnVector booleans(Batch batch, Field field, Ranges at) {
    batch.require(field, at);
    return new BooleanVector(at.size(), batch.bits(field, 1, at), batch.nulls(field, at));
  }

  static ColumnVector decimals(Batch batch, Field field, Ranges at) {
    int count = at.size();
    int width = field.type().size() / Byte.SIZE;
    batch.require(field, at);
    boolean @Nullable [] nulls = batch.nulls(field, at);
    @Nullable BigDecimal[] values = new @Nullable BigDecimal[count];
    byte[] bigEndian = new byte[width];
    batch.each(
        field,
        at,
        width,
        (bytes, from, to, n) -> {
          for (int i = 0; i < n; i++) {
            if (nulls == null || !nulls[to + i]) {
              for (int k = 0; k < width; k++) {
                bigEndian[width - 1 - k] = bytes.get(from + i * width + k);
              }
              values[to + i] = new BigDecimal(new BigInteger(bigEndian), field.type().scale());
            }
          }
        });
    return new DecimalVector(count, values, nulls);
  }
}
