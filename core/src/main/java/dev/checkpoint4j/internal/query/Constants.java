package dev.checkpoint4j.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.query.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The constants of filters. Each value has one form, so that filters that say the same are equal:
 *
 * <ul>
 *   <li>a whole number is a {@link Long}, a {@link BigInteger} beyond that, and a {@link
 *       BigDecimal} beyond {@value #MAX_WHOLE_DIGITS} digits;
 *   <li>a number with a fraction is a {@link BigDecimal} without trailing zeros, a floating one as
 *       {@link Double#toString} prints it;
 *   <li>NaN and the infinities are {@link Double}s;
 *   <li>an enum constant is its stored name; a UUID, a duration and a time of day their text;
 *   <li>what has an offset or a zone is an {@link Instant}; {@link LocalDateTime} and {@link
 *       LocalDate} stay;
 *   <li>{@code byte[]} is {@link Bytes}; {@link String} and {@link Boolean} stay.
 * </ul>
 */
public final class Constants {
  private static final int MAX_WHOLE_DIGITS = 1_000;
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private Constants() {}

  /**
   * The one form of a constant.
   *
   * @throws InvalidQueryException if a value of this class cannot be a constant
   */
  public static Object of(Object value) {
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Boolean || isTime(value) || value instanceof Bytes) {
      return value;
    }
    String text = text(value);
    if (text != null) {
      return text;
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof byte[] bytes) {
      return Bytes.of(bytes);
    }
    if (value instanceof Enum<?> constant) {
      return stored(constant);
    }
    throw unsupported(value);
  }

  private static boolean isTime(Object value) {
    return value instanceof Instant || value instanceof LocalDateTime || value instanceof LocalDate;
  }

  /** The text that a value of a class with no kind of its own stands for; null if of another. */
  static @Nullable String text(Object value) {
    return value instanceof String
            || value instanceof Character
            || value instanceof UUID
            || value instanceof Duration
            || value instanceof Period
            || value instanceof LocalTime
            || value instanceof OffsetTime
            || value instanceof Year
            || value instanceof YearMonth
            || value instanceof ZoneId
        ? value.toString()
        : null;
  }

  private static Object number(Number value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof AtomicInteger
        || value instanceof AtomicLong) {
      return value.longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return floating(value.doubleValue());
    }
    if (value instanceof BigInteger whole) {
      return decimal(new BigDecimal(whole));
    }
    if (value instanceof BigDecimal decimal) {
      return decimal(decimal);
    }
    throw unsupported(value);
  }

  private static Object floating(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    boolean whole = value == Math.rint(value);
    return decimal(whole ? new BigDecimal(value) : BigDecimal.valueOf(value));
  }

  private static Object decimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    long digits = (long) stripped.precision() - stripped.scale();
    if (stripped.scale() > 0 || digits > MAX_WHOLE_DIGITS) {
      return stripped;
    }
    BigInteger whole = stripped.toBigIntegerExact();
    boolean fits = whole.compareTo(MIN_LONG) >= 0 && whole.compareTo(MAX_LONG) <= 0;
    return fits ? (Object) whole.longValueExact() : whole;
  }

  /** The name or number that Jackson writes for an enum constant, its annotations applied. */
  static Object stored(Enum<?> constant) {
    JsonNode node;
    try {
      node = Jackson.MAPPER.valueToTree(constant);
    } catch (IllegalArgumentException e) {
      throw new InvalidQueryException(
          "The stored name of "
              + constant.getDeclaringClass().getName()
              + "."
              + constant.name()
              + " cannot be told; use the name itself",
          e);
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isNumber()) {
      return number(node.numberValue());
    }
    throw unsupported(constant);
  }

  private static InvalidQueryException unsupported(Object value) {
    return new InvalidQueryException(
        "A constant of a filter must be a number, a string, a boolean, an enum, a UUID, a type of"
            + " java.time or a byte[], but was a "
            + value.getClass().getName());
  }

  /** A constant as written in a textual filter. */
  public static String print(Object constant) {
    if (constant instanceof String text) {
      return quote(text);
    }
    if (constant instanceof Instant time) {
      return "timestamp '" + time + "'";
    }
    if (constant instanceof LocalDateTime time) {
      return "datetime '" + time + "'";
    }
    if (constant instanceof LocalDate date) {
      return "date '" + date + "'";
    }
    return constant.toString();
  }

  /** A text in single quotes, those in it doubled. */
  public static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Built only when an enum constant is met. */
  private static final class Jackson {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }
}
