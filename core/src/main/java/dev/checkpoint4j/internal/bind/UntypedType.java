package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a value with no declared type may have: a closed set, so that nothing named in a
 * file is ever looked up as a class. The names are part of the format, see {@code
 * docs/format/untyped-values.md}.
 */
enum UntypedType {
  STRING("string", String.class, new TextCodecs.StringCodec()),
  BOOLEAN("boolean", Boolean.class, new NumberCodecs.BooleanCodec(false)),
  INT32("int32", Integer.class, Scalars.of(Integer.class)),
  INT64("int64", Long.class, Scalars.of(Long.class)),
  INTEGER("integer", BigInteger.class, Scalars.of(BigInteger.class)),
  FLOAT64("float64", Double.class, Scalars.of(Double.class)),
  DECIMAL("decimal", BigDecimal.class, Scalars.of(BigDecimal.class)),
  LIST("list", List.class, null),
  MAP("map", Map.class, null),
  SET("set", Set.class, null),
  INT8("int8", Byte.class, Scalars.of(Byte.class)),
  INT16("int16", Short.class, Scalars.of(Short.class)),
  CHAR("char", Character.class, Scalars.of(Character.class)),
  FLOAT32("float32", Float.class, Scalars.of(Float.class)),
  TIMESTAMP("timestamp", Instant.class, Scalars.of(Instant.class)),
  LOCAL_TIMESTAMP("local_timestamp", LocalDateTime.class, Scalars.of(LocalDateTime.class)),
  DATE("date", LocalDate.class, Scalars.of(LocalDate.class)),
  TIME("time", LocalTime.class, Scalars.of(LocalTime.class)),
  OFFSET_TIMESTAMP("offset_timestamp", OffsetDateTime.class, Scalars.of(OffsetDateTime.class)),
  ZONED_TIMESTAMP("zoned_timestamp", ZonedDateTime.class, Scalars.of(ZonedDateTime.class)),
  DURATION("duration", Duration.class, Scalars.of(Duration.class)),
  PERIOD("period", Period.class, Scalars.of(Period.class)),
  YEAR("year", Year.class, Scalars.of(Year.class)),
  YEAR_MONTH("year_month", YearMonth.class, Scalars.of(YearMonth.class)),
  UUID_TEXT("uuid", UUID.class, Scalars.of(UUID.class)),
  URI_TEXT("uri", URI.class, Scalars.of(URI.class)),
  BINARY("binary", byte[].class, Scalars.of(byte[].class)),
  BOOLEANS("boolean[]", boolean[].class, Scalars.of(boolean[].class)),
  INT16S("int16[]", short[].class, Scalars.of(short[].class)),
  INT32S("int32[]", int[].class, Scalars.of(int[].class)),
  INT64S("int64[]", long[].class, Scalars.of(long[].class)),
  FLOAT32S("float32[]", float[].class, Scalars.of(float[].class)),
  FLOAT64S("float64[]", double[].class, Scalars.of(double[].class));

  /** The kinds of JSON value that differ in what class is usual. */
  enum Token {
    BOOLEAN(0),
    INTEGER(1),
    FRACTION(2),
    STRING(3),
    ARRAY(4),
    OBJECT(5);

    /** Its place in an array of all. */
    final int index;

    Token(int index) {
      this.index = index;
    }

    /** As it is written in a table. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Token of(JsonToken token) {
      return switch (token) {
        case VALUE_TRUE, VALUE_FALSE -> BOOLEAN;
        case VALUE_NUMBER_INT -> INTEGER;
        case VALUE_NUMBER_FLOAT -> FRACTION;
        case VALUE_STRING -> STRING;
        case START_ARRAY -> ARRAY;
        case START_OBJECT -> OBJECT;
        default -> throw Problems.corrupt("a JSON value was expected");
      };
    }
  }

  private static final Map<Class<?>, UntypedType> BY_CLASS = new HashMap<>();
  private static final Map<String, UntypedType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.label, Function.identity()));

  static {
    for (UntypedType type : values()) {
      BY_CLASS.put(type.javaClass, type);
    }
  }

  final String label;
  private final Class<?> javaClass;

  @SuppressWarnings("ImmutableEnumChecker") // Scalar codecs are immutable.
  private final @Nullable Codec codec;

  UntypedType(String label, Class<?> javaClass, @Nullable Codec codec) {
    this.label = label;
    this.javaClass = javaClass;
    this.codec = codec;
  }

  /** The type of a value, or null if it is none of these. */
  static @Nullable UntypedType of(Object value) {
    Class<?> found = value.getClass();
    if (found == String.class) {
      return STRING;
    }
    if (found == Integer.class) {
      return INT32;
    }
    if (found == Double.class) {
      return FLOAT64;
    }
    UntypedType exact = BY_CLASS.get(found);
    if (exact != null) {
      return exact;
    }
    if (value instanceof Map) {
      return MAP;
    }
    if (value instanceof List) {
      return LIST;
    }
    return value instanceof Set ? SET : null;
  }

  static @Nullable UntypedType named(String label) {
    return BY_NAME.get(label);
  }

  boolean isCollection() {
    return codec == null;
  }

  /** The codec of a value that is no list, set or map. */
  Codec codec() {
    return java.util.Objects.requireNonNull(codec);
  }

  /** Whether all values of the type are the same in JSON, and natural. */
  boolean isSimple() {
    return this == STRING || this == BOOLEAN || this == INT32;
  }

  /** What the value is in JSON. */
  Token token(Object value) {
    return switch (this) {
      case BOOLEAN -> Token.BOOLEAN;
      case INT8, INT16, INT32, INT64, INTEGER, YEAR -> Token.INTEGER;
      case FLOAT64 -> Double.isFinite((Double) value) ? Token.FRACTION : Token.STRING;
      case FLOAT32 -> Float.isFinite((Float) value) ? Token.FRACTION : Token.STRING;
      case DECIMAL -> isFraction(value.toString()) ? Token.FRACTION : Token.INTEGER;
      case MAP -> Token.OBJECT;
      case LIST, SET, BOOLEANS, INT16S, INT32S, INT64S, FLOAT32S, FLOAT64S -> Token.ARRAY;
      default -> Token.STRING;
    };
  }

  private static boolean isFraction(String number) {
    return number.indexOf('.') >= 0 || number.indexOf('E') >= 0;
  }

  /** Whether values of this type are what JSON alone would give back. */
  boolean isNatural() {
    return switch (this) {
      case STRING, BOOLEAN, INT32, FLOAT64, LIST, MAP -> true;
      default -> false;
    };
  }

  /** Whether this value is what JSON alone would give back: numbers go by their size. */
  boolean isNatural(Object value) {
    return switch (this) {
      case STRING, BOOLEAN, INT32, LIST, MAP -> true;
      case FLOAT64 -> Double.isFinite((Double) value);
      case INT64 -> (int) (long) (Long) value != (Long) value;
      case INTEGER -> ((BigInteger) value).bitLength() > 63;
      case DECIMAL -> {
        String number = value.toString();
        yield isFraction(number)
            && Numbers.asDouble(number.toCharArray(), 0, number.length()) == null;
      }
      default -> false;
    };
  }

  /** Whether a column made for this type gives back its class without being told. */
  boolean isCanonical() {
    return switch (this) {
      case STRING, BOOLEAN, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
      case TIMESTAMP, LOCAL_TIMESTAMP, DATE, BINARY, LIST, MAP -> true;
      default -> false;
    };
  }
}
