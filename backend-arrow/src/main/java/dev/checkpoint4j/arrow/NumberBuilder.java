package dev.checkpoint4j.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects values of a fixed width. */
abstract sealed class NumberBuilder extends FieldBuilder {
  private final int width;
  private byte[] bytes = NONE;

  NumberBuilder(int width) {
    this.width = width;
  }

  /** The array, with room for the next value at {@link #next}. */
  final byte[] room() {
    bytes = Room.of(bytes, ((long) count() + 1) * width, next());
    return bytes;
  }

  final int next() {
    return count() * width;
  }

  /** Room for several values. */
  final ByteBuffer room(int values) {
    bytes = Room.of(bytes, ((long) count() + values) * width, next());
    return ByteBuffer.wrap(bytes, next(), values * width).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  final byte[] values() {
    return bytes;
  }

  @Override
  final void putNull() {
    Arrays.fill(room(), next(), next() + width, (byte) 0);
  }

  @Override
  final long bytes() {
    return (long) count() * width;
  }

  @Override
  final void addBuffersTo(EncodedBatch batch) {
    batch.buffer(bytes, next());
    addOutliersTo(batch);
  }

  /** Adds the values that the buffer cannot hold. */
  void addOutliersTo(EncodedBatch batch) {}

  @Override
  void clear() {
    super.clear();
    bytes = Room.again(bytes);
  }

  /** The statistics of whole numbers. */
  final String range(java.util.function.IntToLongFunction value) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count(); i++) {
      if (!isNull(i)) {
        long v = value.applyAsLong(i);
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
    }
    return text(min, max);
  }

  /** The statistics of others. */
  final String floatingRange(java.util.function.IntToDoubleFunction value) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count(); i++) {
      if (!isNull(i)) {
        double v = value.applyAsDouble(i);
        if (!Double.isFinite(v)) {
          return "";
        }
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
    }
    return text(min, max);
  }

  private String text(Object min, Object max) {
    return nulls() == count()
        ? "[null,null," + nulls() + "]"
        : "[" + min + "," + max + "," + nulls() + "]";
  }

  static final class Ints extends NumberBuilder {
    Ints() {
      super(Integer.BYTES);
    }

    @Override
    public void addInt(int value) {
      Little.INT.set(room(), next(), value);
      end();
    }

    @Override
    void put(Object canonical) {
      addInt((Integer) canonical);
    }

    void addAll(int[] added) {
      room(added.length).asIntBuffer().put(added);
      end(added.length);
    }

    @Override
    String range() {
      byte[] values = values();
      return range(i -> (int) Little.INT.get(values, i * Integer.BYTES));
    }
  }

  static final class Longs extends NumberBuilder {
    Longs() {
      super(Long.BYTES);
    }

    @Override
    public void addLong(long value) {
      Little.LONG.set(room(), next(), value);
      end();
    }

    @Override
    void put(Object canonical) {
      addLong((Long) canonical);
    }

    void addAll(long[] added) {
      room(added.length).asLongBuffer().put(added);
      end(added.length);
    }

    @Override
    String range() {
      byte[] values = values();
      return range(i -> (long) Little.LONG.get(values, i * Long.BYTES));
    }
  }

  static final class Floats extends NumberBuilder {
    Floats() {
      super(Float.BYTES);
    }

    @Override
    public void addFloat(float value) {
      Little.INT.set(room(), next(), Float.floatToRawIntBits(value));
      end();
    }

    @Override
    void put(Object canonical) {
      addFloat((Float) canonical);
    }

    void addAll(float[] added) {
      room(added.length).asFloatBuffer().put(added);
      end(added.length);
    }

    @Override
    String range() {
      byte[] values = values();
      return floatingRange(
          i -> Float.intBitsToFloat((int) Little.INT.get(values, i * Integer.BYTES)));
    }
  }

  static final class Doubles extends NumberBuilder {
    Doubles() {
      super(Double.BYTES);
    }

    @Override
    public void addDouble(double value) {
      Little.LONG.set(room(), next(), Double.doubleToRawLongBits(value));
      end();
    }

    @Override
    void put(Object canonical) {
      addDouble((Double) canonical);
    }

    void addAll(double[] added) {
      room(added.length).asDoubleBuffer().put(added);
      end(added.length);
    }

    @Override
    String range() {
      byte[] values = values();
      return floatingRange(
          i -> Double.longBitsToDouble((long) Little.LONG.get(values, i * Long.BYTES)));
    }
  }

  /** Days or nanoseconds, which not every date or point in time fits into. */
  private abstract static sealed class Bounded extends NumberBuilder {
    private final Field field;
    private final List<Outliers.Outlier> outliers = new ArrayList<>();

    Bounded(Field field, int width) {
      super(width);
      this.field = field;
    }

    final void addOutlier(long seconds, int nanos) {
      outliers.add(new Outliers.Outlier(count(), seconds, nanos));
    }

    final List<Outliers.Outlier> outliers() {
      return outliers;
    }

    @Override
    final void addOutliersTo(EncodedBatch batch) {
      for (Outliers.Outlier o : outliers) {
        batch.outlier(field, o.index(), o.seconds(), o.nanos());
      }
    }

    @Override
    final void clear() {
      super.clear();
      outliers.clear();
    }
  }

  static final class Dates extends Bounded {
    Dates(Field field) {
      super(field, Integer.BYTES);
    }

    @Override
    void put(Object canonical) {
      long day = ((LocalDate) canonical).toEpochDay();
      int nearest = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, day));
      if (nearest != day) {
        addOutlier(day, 0);
      }
      Little.INT.set(room(), next(), nearest);
      end();
    }

    @Override
    String range() {
      long[] days = new long[count()];
      for (int i = 0; i < days.length; i++) {
        days[i] = (int) Little.INT.get(values(), i * Integer.BYTES);
      }
      outliers().forEach(o -> days[(int) o.index()] = o.seconds());
      return range(i -> days[i]);
    }
  }

  static final class Timestamps extends Bounded {
    Timestamps(Field field) {
      super(field, Long.BYTES);
    }

    @Override
    void put(Object canonical) {
      if (canonical instanceof LocalDateTime local) {
        addTimestamp(local.toEpochSecond(ZoneOffset.UTC), local.getNano());
      } else {
        Instant instant = (Instant) canonical;
        addTimestamp(instant.getEpochSecond(), instant.getNano());
      }
    }

    private void addTimestamp(long second, int nano) {
      long nanos = nanos(second, nano);
      if (Math.floorDiv(nanos, (long) Times.NANOS_PER_SECOND) != second
          || Math.floorMod(nanos, (long) Times.NANOS_PER_SECOND) != nano) {
        addOutlier(second, nano);
      }
      Little.LONG.set(room(), next(), nanos);
      end();
    }

    /** Nanoseconds since 1970, or the nearest number of them that fits. */
    static long nanos(long seconds, int nano) {
      try {
        return seconds < 0
            // Just below zero the sum fits where the product alone does not.
            ? Math.addExact(
                Math.multiplyExact(seconds + 1, (long) Times.NANOS_PER_SECOND),
                (long) nano - Times.NANOS_PER_SECOND)
            : Math.addExact(
                Math.multiplyExact(seconds, (long) Times.NANOS_PER_SECOND), (long) nano);
      } catch (ArithmeticException e) {
        return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
    }
  }
}
