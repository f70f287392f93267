package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Numbers and booleans, primitive and boxed. */
final class NumberCodecs {
  private NumberCodecs() {}

  /** A value that may be primitive: null is then refused and missing is zero. */
  private abstract static class Primitive extends ScalarCodec {
    private final @Nullable Object zero;

    Primitive(@Nullable Object zero, Kind kind, Kind... others) {
      super(kind, others);
      this.zero = zero;
    }

    @Override
    final boolean nullable() {
      return zero == null;
    }

    @Override
    final @Nullable Object ofMissing() {
      return zero;
    }

    @Override
    final @Nullable Object ofNull() {
      if (zero != null) {
        throw Problems.mismatch(expected(), "null");
      }
      return null;
    }
  }

  static final class BooleanCodec extends Primitive {
    BooleanCodec(boolean primitive) {
      super(primitive ? Boolean.FALSE : null, Kind.BOOLEAN);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    Object readScalar(JsonParser in) {
      if (in.currentToken() == JsonToken.VALUE_TRUE) {
        return true;
      }
      if (in.currentToken() == JsonToken.VALUE_FALSE) {
        return false;
      }
      throw Problems.mismatch(expected(), in);
    }

    @Override
    void append(Object value, ColumnAppender to) {
      to.addBoolean((Boolean) value);
    }

    @Override
    boolean isCanonical(Kind stored) {
      return stored == Kind.BOOLEAN;
    }

    @Override
    Object fromColumn(Object canonical) {
      return canonical;
    }
  }

  /** Byte, short, int and long. */
  static final class WholeCodec extends Primitive {
    private final String name;
    private final long min;
    private final long max;
    private final LongFunction<Object> box;
    private final Class<?> boxed;

    WholeCodec(
        String name, Kind kind, boolean primitive, long min, long max, LongFunction<Object> box) {
      super(
          primitive ? box.apply(0) : null,
          kind,
          Kind.INT32,
          Kind.INT64,
          Kind.DECIMAL,
          Kind.FLOAT32,
          Kind.FLOAT64);
      this.name = name;
      this.min = min;
      this.max = max;
      this.box = box;
      this.boxed = box.apply(0).getClass();
    }

    @Override
    String expected() {
      return name;
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeNumber(((Number) value).longValue());
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return box.apply(Numbers.readWhole(in, min, max, name));
    }

    @Override
    Object toColumn(Object value) {
      return type().kind() == Kind.INT32 ? (Object) ((Number) value).intValue() : value;
    }

    @Override
    void append(Object value, ColumnAppender to) {
      if (type().kind() == Kind.INT32) {
        to.addInt(((Number) value).intValue());
      } else {
        to.addLong(((Number) value).longValue());
      }
    }

    @Override
    boolean isCanonical(Kind stored) {
      return stored == Kind.INT32
          ? boxed == Integer.class
          : stored == Kind.INT64 && boxed == Long.class;
    }

    @Override
    Object fromColumn(Object canonical) {
      return canonical.getClass() == boxed
          ? canonical
          : box.apply(Numbers.inRange(whole(canonical), min, max, name));
    }

    private long whole(Object canonical) {
      if (canonical instanceof BigDecimal decimal) {
        try {
          return decimal.longValueExact();
        } catch (ArithmeticException e) {
          throw Problems.mismatch(name, "a decimal that it cannot hold exactly", e);
        }
      }
      return canonical instanceof Double || canonical instanceof Float
          ? Numbers.whole(((Number) canonical).doubleValue(), name)
          : ((Number) canonical).longValue();
    }
  }

  static final class DoubleCodec extends Primitive {
    DoubleCodec(boolean primitive) {
      super(primitive ? 0.0 : null, Kind.FLOAT64, Kind.FLOAT32, Kind.INT32, Kind.INT64);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Numbers.write((double) value, out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return Numbers.readDouble(in);
    }

    @Override
    void append(Object value, ColumnAppender to) {
      to.addDouble((Double) value);
    }

    @Override
    boolean isCanonical(Kind stored) {
      return stored == Kind.FLOAT64;
    }

    @Override
    Object fromColumn(Object canonical) {
      if (canonical instanceof Double) {
        return canonical;
      }
      return canonical instanceof Long big
          ? (Object) Numbers.exactDouble(big)
          : (Object) ((Number) canonical).doubleValue();
    }
  }

  static final class FloatCodec extends Primitive {
    FloatCodec(boolean primitive) {
      super(primitive ? 0.0f : null, Kind.FLOAT32, Kind.FLOAT64, Kind.INT32, Kind.INT64);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Numbers.write((float) value, out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return Numbers.readFloat(in);
    }

    @Override
    void append(Object value, ColumnAppender to) {
      to.addFloat((Float) value);
    }

    @Override
    boolean isCanonical(Kind stored) {
      return stored == Kind.FLOAT32;
    }

    @Override
    Object fromColumn(Object canonical) {
      if (canonical instanceof Float) {
        return canonical;
      }
      return Numbers.exactFloat(
          canonical instanceof Long big
              ? Numbers.exactDouble(big)
              : ((Number) canonical).doubleValue());
    }
  }

  static final class DecimalCodec extends ScalarCodec {
    DecimalCodec() {
      super(Kind.DECIMAL, Kind.INT32, Kind.INT64, Kind.FLOAT32, Kind.FLOAT64);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Numbers.write((BigDecimal) value, out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      if (!in.currentToken().isNumeric()) {
        throw Problems.mismatch("decimal", in);
      }
      return parse(in.getText(), "decimal", BigDecimal::new);
    }

    @Override
    Object fromColumn(Object canonical) {
      if (canonical instanceof BigDecimal) {
        return canonical;
      }
      if (canonical instanceof Integer || canonical instanceof Long) {
        return BigDecimal.valueOf(((Number) canonical).longValue());
      }
      return parse(canonical.toString(), "decimal", BigDecimal::new);
    }
  }

  static final class BigIntegerCodec extends ScalarCodec {
    BigIntegerCodec() {
      super(Kind.DECIMAL, Kind.INT32, Kind.INT64, Kind.STRING);
    }

    @Override
    String expected() {
      return "integer";
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Numbers.write((BigInteger) value, out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw Problems.mismatch("integer", in);
      }
      return in.getBigIntegerValue();
    }

    @Override
    Object toColumn(Object value) {
      return new BigDecimal((BigInteger) value);
    }

    @Override
    Object fromColumn(Object canonical) {
      if (canonical instanceof BigDecimal decimal) {
        // A decimal such as 1e999999999 would fill the memory with zeros.
        if (decimal.scale() < -Json.MAX_DIGITS) {
          throw Problems.mismatch("integer", "a decimal outside of every range");
        }
        return exact(decimal);
      }
      return parse(canonical.toString(), "integer", BigInteger::new);
    }

    private static BigInteger exact(BigDecimal decimal) {
      try {
        return decimal.toBigIntegerExact();
      } catch (ArithmeticException e) {
        throw Problems.mismatch("integer", "a decimal with a fraction", e);
      }
    }
  }

  static Object parse(String text, String expected, Function<String, ?> parser) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw Problems.mismatch(expected, "a text that is none");
    }
  }
}
