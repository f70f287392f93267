package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.column.BinaryVector;
import dev.checkpoint4j.spi.column.BooleanVector;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.DecimalVector;
import dev.checkpoint4j.spi.column.DoubleVector;
import dev.checkpoint4j.spi.column.FloatVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.LongVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.StructVector;
import dev.checkpoint4j.spi.column.TimestampVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns physical values into vectors of the column's type. */
final class LeafVectors {
  private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(Long.SIZE);
  private static final int MAX_DECIMAL_TEXT = 1 << 20;

  private final LeafValues values;
  private final int size;
  private final boolean @Nullable [] nulls;

  private LeafVectors(LeafValues values, int size, boolean @Nullable [] nulls) {
    this.values = values;
    this.size = size;
    this.nulls = nulls;
  }

  /** The vector of values that lie where the nulls leave room for them. */
  static ColumnVector of(Shape.Leaf shape, LeafBatch batch, int size, boolean @Nullable [] nulls) {
    LeafValues values = batch.values;
    if (values.size() != size) {
      throw Problems.corrupt("a page has more or fewer values than its levels say");
    }
    ColumnVector vector = new LeafVectors(values, size, nulls).convert(shape);
    if (!batch.outliers.isEmpty()) {
      restore(vector, batch.outliers);
    }
    return vector;
  }

  /** Puts exact values where the column has the nearest ones that it can hold. */
  private static void restore(ColumnVector vector, Map<Integer, Outliers.Outlier> outliers) {
    int present = 0;
    for (int i = 0; i < vector.size(); i++) {
      Outliers.Outlier outlier = vector.isNull(i) ? null : outliers.get(present++);
      if (outlier != null && vector instanceof TimestampVector timestamps) {
        timestamps.seconds()[i] = outlier.seconds();
        timestamps.nanos()[i] = outlier.nanos();
      } else if (outlier != null && vector instanceof LongVector days) {
        days.values()[i] = outlier.seconds();
      }
    }
  }

  private ColumnVector convert(Shape.Leaf shape) {
    int scale = shape.first().element().getScale();
    return switch (shape.form()) {
      case BOOLEAN -> new BooleanVector(size, values.booleans, nulls);
      case INT32 -> new IntVector(size, values.ints, nulls);
      case UINT32 -> longs(Integer::toUnsignedLong);
      case DATE -> longs(day -> day);
      case INT64 -> new LongVector(size, values.longs, nulls);
      case UINT64 -> decimals(i -> new BigDecimal(unsigned(values.longs[i])));
      case FLOAT32 -> new FloatVector(size, values.floats, nulls);
      case FLOAT64 -> new DoubleVector(size, values.doubles, nulls);
      case FLOAT16 -> halves();
      case TEXT -> text();
      case BYTES -> new BinaryVector(size, values.binaries, nulls);
      case TIMESTAMP_MILLIS -> Timestamps.of(values.longs, size, 1_000, nulls);
      case TIMESTAMP_MICROS -> Timestamps.of(values.longs, size, 1_000_000, nulls);
      case TIMESTAMP_NANOS -> Timestamps.of(values.longs, size, 1_000_000_000, nulls);
      case INT96 -> Timestamps.ofInt96(values.binaries, size, nulls);
      case TIME_MILLIS -> strings(i -> time(values.ints[i], 1_000_000));
      case TIME_MICROS -> strings(i -> time(values.longs[i], 1_000));
      case TIME_NANOS -> strings(i -> time(values.longs[i], 1));
      case DECIMAL32 -> decimals(i -> BigDecimal.valueOf(values.ints[i], scale));
      case DECIMAL64 -> decimals(i -> BigDecimal.valueOf(values.longs[i], scale));
      case DECIMAL_BYTES -> decimals(i -> new BigDecimal(bigEndian(i), scale));
      case DECIMAL_TEXT -> decimals(this::decimal);
      case UUID -> strings(this::uuid);
      case EMPTY_STRUCT -> new StructVector(size, List.of(), nulls);
      case NULLS -> nulls();
    };
  }

  private ColumnVector text() {
    return values.dictionary == null
        ? new StringVector(size, values.strings, null, nulls)
        : new StringVector(size, values.dictionary, values.ids, nulls);
  }

  private ColumnVector nulls() {
    if (size > 0 && nulls == null) {
      throw Problems.corrupt("a column of nulls has a value");
    }
    return new StringVector(size, new @Nullable String[size], null, nulls);
  }

  /** An int as a long. */
  private interface Widening {
    long widen(int value);
  }

  private ColumnVector longs(Widening widening) {
    long[] longs = new long[size];
    for (int i = 0; i < size; i++) {
      longs[i] = widening.widen(values.ints[i]);
    }
    return new LongVector(size, longs, nulls);
  }

  private boolean isNull(int index) {
    return nulls != null && nulls[index];
  }

  private ColumnVector halves() {
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      if (!isNull(i)) {
        byte[] half = bytes(i);
        floats[i] = half((half[0] & 0xFF) | half[1] << 8);
      }
    }
    return new FloatVector(size, floats, nulls);
  }

  private static float half(int bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == 0x1F) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  private ColumnVector decimals(IntFunction<BigDecimal> value) {
    @Nullable BigDecimal[] decimals = new @Nullable BigDecimal[size];
    for (int i = 0; i < size; i++) {
      decimals[i] = isNull(i) ? null : value.apply(i);
    }
    return new DecimalVector(size, decimals, nulls);
  }

  private ColumnVector strings(IntFunction<String> value) {
    @Nullable String[] strings = new @Nullable String[size];
    for (int i = 0; i < size; i++) {
      strings[i] = isNull(i) ? null : value.apply(i);
    }
    return new StringVector(size, strings, null, nulls);
  }

  private byte[] bytes(int index) {
    return Shapes.present(values.binaries[index]);
  }

  private BigInteger bigEndian(int index) {
    byte[] bytes = bytes(index);
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  private static BigInteger unsigned(long value) {
    BigInteger signed = BigInteger.valueOf(value);
    return value < 0 ? signed.add(UNSIGNED) : signed;
  }

  private BigDecimal decimal(int index) {
    @Nullable String[] known = values.dictionary;
    String text = Shapes.present(known == null ? values.strings[index] : known[values.ids[index]]);
    Limits.size("the length of a decimal", text.length(), MAX_DECIMAL_TEXT);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw Problems.corrupt("a decimal is not written as one", e);
    }
  }

  private String uuid(int index) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(index)).order(ByteOrder.BIG_ENDIAN);
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  private static String time(long value, long nanosEach) {
    try {
      return LocalTime.ofNanoOfDay(Math.multiplyExact(value, nanosEach)).toString();
    } catch (ArithmeticException | java.time.DateTimeException e) {
      throw Problems.corrupt("a time of day is outside the day", e);
    }
  }
}
