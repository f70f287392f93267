package dev.checkpoint4j.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * What is known of some values of a leaf.
 *
 * @param min not greater than any of them, as a filter sees values; null if not known
 * @param max not less than any of them; null if not known
 * @param mayBeNull whether one of them may be null
 * @param hasValues whether one of them may be other than null
 */
record LeafRange(@Nullable Object min, @Nullable Object max, boolean mayBeNull, boolean hasValues) {
  static final LeafRange UNKNOWN = new LeafRange(null, null, true, true);

  static LeafRange of(
      Shape.Leaf leaf,
      byte @Nullable [] min,
      byte @Nullable [] max,
      boolean mayBeNull,
      boolean hasValues) {
    Object least = min == null ? null : value(leaf, min);
    Object greatest = max == null ? null : value(leaf, max);
    return least == null || greatest == null
        ? new LeafRange(null, null, mayBeNull, hasValues)
        : new LeafRange(least, greatest, mayBeNull, hasValues);
  }

  /** A bound as a filter sees values; null where the format's order is not the filter's. */
  private static @Nullable Object value(Shape.Leaf leaf, byte[] bytes) {
    Type type = leaf.first().element().getType();
    int scale = leaf.first().element().getScale();
    if ((type == Type.INT32 || type == Type.FLOAT) && bytes.length != Integer.BYTES) {
      return null;
    }
    if ((type == Type.INT64 || type == Type.DOUBLE) && bytes.length != Long.BYTES) {
      return null;
    }
    try {
      return switch (leaf.form()) {
        case BOOLEAN -> bytes.length == 1 ? (Object) (bytes[0] != 0) : null;
        case INT32 -> (int) Bytes.INT.get(bytes, 0);
        case INT64 -> (long) Bytes.LONG.get(bytes, 0);
        case FLOAT32 -> number(Float.intBitsToFloat((int) Bytes.INT.get(bytes, 0)));
        case FLOAT64 -> number(Double.longBitsToDouble((long) Bytes.LONG.get(bytes, 0)));
        case TEXT -> text(bytes);
        case DATE -> LocalDate.ofEpochDay((int) Bytes.INT.get(bytes, 0));
        case TIMESTAMP_MILLIS -> time(leaf, (long) Bytes.LONG.get(bytes, 0), 1_000);
        case TIMESTAMP_MICROS -> time(leaf, (long) Bytes.LONG.get(bytes, 0), 1_000_000);
        case TIMESTAMP_NANOS -> time(leaf, (long) Bytes.LONG.get(bytes, 0), 1_000_000_000);
        case DECIMAL32 -> BigDecimal.valueOf((int) Bytes.INT.get(bytes, 0), scale);
        case DECIMAL64 -> BigDecimal.valueOf((long) Bytes.LONG.get(bytes, 0), scale);
        case DECIMAL_BYTES ->
            bytes.length == 0 ? null : new BigDecimal(new BigInteger(bytes), scale);
        default -> null;
      };
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Object number(double value) {
    return Double.isNaN(value) ? null : (Object) value;
  }

  private static @Nullable Object number(float value) {
    return Float.isNaN(value) ? null : (Object) value;
  }

  /** Other tools may cut a bound within a character. */
  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static Object time(Shape.Leaf leaf, long value, int perSecond) {
    long second = Math.floorDiv(value, (long) perSecond);
    int nano =
        (int) Math.floorMod(value, (long) perSecond) * (Timestamps.NANOS_PER_SECOND / perSecond);
    return switch (leaf.type().kind()) {
      case LOCAL_TIMESTAMP -> LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
      default -> Instant.ofEpochSecond(second, nano);
    };
  }
}
