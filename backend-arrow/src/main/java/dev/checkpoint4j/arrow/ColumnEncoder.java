package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.spi.column.BinaryVector;
import dev.checkpoint4j.spi.column.BooleanVector;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.DecimalVector;
import dev.checkpoint4j.spi.column.DoubleVector;
import dev.checkpoint4j.spi.column.FloatVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.ListVector;
import dev.checkpoint4j.spi.column.LongVector;
import dev.checkpoint4j.spi.column.MapVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.StructVector;
import dev.checkpoint4j.spi.column.TimestampVector;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Turns the vectors of a batch into the buffers of the fields that {@link OwnSchema} makes. */
final class ColumnEncoder {
  private static final byte[] NONE = {};
  private static final int DECIMAL_CHARS = 16;

  private final EncodedBatch to;

  ColumnEncoder(EncodedBatch to) {
    this.to = to;
  }

  void encode(Field field, ColumnType type, ColumnVector vector) {
    encode(field, type, vector, vector.size());
  }

  private void encode(Field field, ColumnType type, ColumnVector vector, int count) {
    validity(vector, count);
    if (vector instanceof IntVector v) {
      ints(v.values(), count);
    } else if (vector instanceof LongVector v) {
      longs(field, type, v, count);
    } else if (vector instanceof FloatVector v) {
      numbers(count, Float.BYTES).asFloatBuffer().put(v.values(), 0, count);
    } else if (vector instanceof DoubleVector v) {
      numbers(count, Double.BYTES).asDoubleBuffer().put(v.values(), 0, count);
    } else if (vector instanceof BooleanVector v) {
      to.buffer(Little.bits(v.values(), count, true));
    } else if (vector instanceof StringVector v) {
      texts(v, count);
    } else if (vector instanceof BinaryVector v) {
      binaries(v, count);
    } else if (vector instanceof DecimalVector v) {
      decimals(v, count);
    } else if (vector instanceof TimestampVector v) {
      timestamps(field, v, count);
    } else if (vector instanceof ListVector v) {
      ints(v.offsets(), count + 1);
      ColumnType element = type.element().get(0).type();
      encode(field.children().get(0), element, v.elements(), v.offsets()[count]);
    } else if (vector instanceof MapVector v) {
      map(field, type, v, count);
    } else {
      struct(field, type, (StructVector) vector, count);
    }
  }

  private void validity(ColumnVector vector, int count) {
    boolean @Nullable [] nulls = vector.nulls();
    int nullCount = 0;
    for (int i = 0; nulls != null && i < count; i++) {
      nullCount += nulls[i] ? 1 : 0;
    }
    to.node(count, nullCount);
    to.buffer(nulls == null || nullCount == 0 ? NONE : Little.bits(nulls, count, false));
  }

  /** The next buffer, to be filled with so many numbers. */
  private ByteBuffer numbers(int count, int width) {
    int length = Math.multiplyExact(count, width);
    byte[] bytes = to.rooms().next(length);
    to.buffer(bytes, length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void ints(int[] values, int count) {
    numbers(count, Integer.BYTES).asIntBuffer().put(values, 0, count);
  }

  private void longs(long[] values, int count) {
    numbers(count, Long.BYTES).asLongBuffer().put(values, 0, count);
  }

  private void longs(Field field, ColumnType type, LongVector v, int count) {
    if (type.kind() != ColumnType.Kind.DATE) {
      longs(v.values(), count);
      return;
    }
    int[] days = new int[count];
    for (int i = 0; i < count; i++) {
      long day = v.isNull(i) ? 0 : v.values()[i];
      days[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, day));
      if (days[i] != day) {
        to.outlier(field, i, day, 0);
      }
    }
    ints(days, count);
  }

  private void timestamps(Field field, TimestampVector v, int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      if (!v.isNull(i)) {
        nanos[i] = nanos(v.seconds()[i], v.nanos()[i]);
        if (Math.floorDiv(nanos[i], (long) Times.NANOS_PER_SECOND) != v.seconds()[i]
            || Math.floorMod(nanos[i], (long) Times.NANOS_PER_SECOND) != v.nanos()[i]) {
          to.outlier(field, i, v.seconds()[i], v.nanos()[i]);
        }
      }
    }
    longs(nanos, count);
  }

  /** Nanoseconds since 1970, or the nearest number of them that fits. */
  static long nanos(long seconds, int nano) {
    try {
      return seconds < 0
          // Just below zero the sum fits where the product alone does not.
          ? Math.addExact(
              Math.multiplyExact(seconds + 1, (long) Times.NANOS_PER_SECOND),
              (long) nano - Times.NANOS_PER_SECOND)
          : Math.addExact(Math.multiplyExact(seconds, (long) Times.NANOS_PER_SECOND), (long) nano);
    } catch (ArithmeticException e) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private void texts(StringVector v, int count) {
    long chars = 0;
    for (int i = 0; i < count; i++) {
      String text = v.get(i);
      chars += text == null ? 0 : text.length();
    }
    TextBuffer texts = new TextBuffer(to, count, chars);
    for (int i = 0; i < count; i++) {
      String text = v.get(i);
      texts.add(text == null ? "" : text);
    }
    texts.finish();
  }

  private void decimals(DecimalVector v, int count) {
    TextBuffer texts = new TextBuffer(to, count, (long) count * DECIMAL_CHARS);
    for (int i = 0; i < count; i++) {
      BigDecimal value = v.isNull(i) ? null : v.values()[i];
      texts.add(value == null ? "" : value.toString());
    }
    texts.finish();
  }

  private void binaries(BinaryVector v, int count) {
    long length = 0;
    for (int i = 0; i < count; i++) {
      length += v.isNull(i) ? 0 : v.values()[i].length;
    }
    TextBuffer bytes = new TextBuffer(to, count, length);
    for (int i = 0; i < count; i++) {
      byte[] value = v.isNull(i) ? NONE : v.values()[i];
      bytes.add(value, value.length);
    }
    bytes.finish();
  }

  /** A list of keys and a list of values, which {@code datasets} has, unlike maps. */
  private void map(Field field, ColumnType type, MapVector v, int count) {
    int entries = v.offsets()[count];
    Field keys = field.children().get(0).children().get(0);
    Field values = field.children().get(1).children().get(0);
    to.node(count, 0);
    to.buffer(NONE);
    ints(v.offsets(), count + 1);
    encode(keys, ColumnType.of(ColumnType.Kind.STRING), v.keys(), entries);
    to.node(count, 0);
    to.buffer(NONE);
    ints(v.offsets(), count + 1);
    encode(values, type.element().get(0).type(), v.values(), entries);
  }

  private void struct(Field field, ColumnType type, StructVector v, int count) {
    if (type.fields().isEmpty()) {
      TextBuffer texts = new TextBuffer(to, count, 2L * count);
      for (int i = 0; i < count; i++) {
        texts.add(v.isNull(i) ? "" : "{}");
      }
      texts.finish();
      return;
    }
    for (int i = 0; i < field.children().size(); i++) {
      encode(field.children().get(i), type.fields().get(i).type(), v.fields().get(i), count);
    }
  }
}
