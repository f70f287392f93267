package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.internal.bind.NumberCodecs.BigIntegerCodec;
import dev.checkpoint4j.internal.bind.NumberCodecs.BooleanCodec;
import dev.checkpoint4j.internal.bind.NumberCodecs.DecimalCodec;
import dev.checkpoint4j.internal.bind.NumberCodecs.DoubleCodec;
import dev.checkpoint4j.internal.bind.NumberCodecs.FloatCodec;
import dev.checkpoint4j.internal.bind.NumberCodecs.WholeCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.BinaryCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.CharCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.InstantCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.LocalDateCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.LocalDateTimeCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.PrintedCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.StringCodec;
import dev.checkpoint4j.internal.bind.TextCodecs.YearCodec;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The codecs of classes that are known beforehand and have no type parameters. */
final class Scalars {
  private static final Map<Class<?>, Codec> CODECS = new HashMap<>();

  static {
    CODECS.put(String.class, new StringCodec());
    CODECS.put(boolean.class, new BooleanCodec(true));
    CODECS.put(Boolean.class, new BooleanCodec(false));
    CODECS.put(char.class, new CharCodec(true));
    CODECS.put(Character.class, new CharCodec(false));
    whole(
        "int8", Kind.INT32, byte.class, Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, v -> (byte) v);
    whole(
        "int16",
        Kind.INT32,
        short.class,
        Short.class,
        Short.MIN_VALUE,
        Short.MAX_VALUE,
        v -> (short) v);
    whole(
        "int32",
        Kind.INT32,
        int.class,
        Integer.class,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        v -> (int) v);
    whole("int64", Kind.INT64, long.class, Long.class, Long.MIN_VALUE, Long.MAX_VALUE, v -> v);
    CODECS.put(double.class, new DoubleCodec(true));
    CODECS.put(Double.class, new DoubleCodec(false));
    CODECS.put(float.class, new FloatCodec(true));
    CODECS.put(Float.class, new FloatCodec(false));
    CODECS.put(BigDecimal.class, new DecimalCodec());
    CODECS.put(BigInteger.class, new BigIntegerCodec());
    CODECS.put(byte[].class, new BinaryCodec());
    CODECS.put(Instant.class, new InstantCodec(false));
    CODECS.put(LocalDateTime.class, new LocalDateTimeCodec());
    CODECS.put(LocalDate.class, new LocalDateCodec());
    CODECS.put(Year.class, new YearCodec());
    printed("time", LocalTime.class, LocalTime::parse);
    printed("offset_time", OffsetTime.class, OffsetTime::parse);
    printed("offset_timestamp", OffsetDateTime.class, OffsetDateTime::parse);
    printed("zoned_timestamp", ZonedDateTime.class, ZonedDateTime::parse);
    printed("duration", Duration.class, Duration::parse);
    printed("period", Period.class, Period::parse);
    printed("year_month", YearMonth.class, YearMonth::parse);
    printed("month_day", MonthDay.class, MonthDay::parse);
    printed("zone", ZoneId.class, ZoneId::of);
    printed("zone_offset", ZoneOffset.class, ZoneOffset::of);
    printed("uuid", UUID.class, Scalars::uuid);
    printed("uri", URI.class, URI::create);
    CODECS.put(double[].class, new ArrayCodecs.Doubles());
    CODECS.put(float[].class, new ArrayCodecs.Floats());
    CODECS.put(int[].class, new ArrayCodecs.Ints());
    CODECS.put(long[].class, new ArrayCodecs.Longs());
    CODECS.put(short[].class, new ArrayCodecs.Shorts());
    CODECS.put(boolean[].class, new ArrayCodecs.Booleans());
    optional(
        OptionalInt.class,
        Integer.class,
        OptionalInt.empty(),
        o -> ((OptionalInt) o).isPresent() ? ((OptionalInt) o).getAsInt() : null,
        v -> OptionalInt.of((Integer) v));
    optional(
        OptionalLong.class,
        Long.class,
        OptionalLong.empty(),
        o -> ((OptionalLong) o).isPresent() ? ((OptionalLong) o).getAsLong() : null,
        v -> OptionalLong.of((Long) v));
    optional(
        OptionalDouble.class,
        Double.class,
        OptionalDouble.empty(),
        o -> ((OptionalDouble) o).isPresent() ? ((OptionalDouble) o).getAsDouble() : null,
        v -> OptionalDouble.of((Double) v));
  }

  private Scalars() {}

  private static void whole(
      String name,
      Kind kind,
      Class<?> primitive,
      Class<?> boxed,
      long min,
      long max,
      LongFunction<Object> box) {
    CODECS.put(primitive, new WholeCodec(name, kind, true, min, max, box));
    CODECS.put(boxed, new WholeCodec(name, kind, false, min, max, box));
  }

  private static <T> void printed(String name, Class<T> type, Function<String, T> parser) {
    CODECS.put(type, new PrintedCodec(name, parser));
  }

  private static void optional(
      Class<?> type,
      Class<?> inner,
      Object empty,
      Function<Object, @Nullable Object> unwrap,
      Function<Object, Object> wrap) {
    CODECS.put(type, new OptionalCodec(of(inner), empty, unwrap, wrap));
  }

  /** {@link UUID#fromString} also takes shorter texts. */
  private static UUID uuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("A UUID has 36 characters but this has " + text.length());
    }
    return UUID.fromString(text);
  }

  static Codec of(Class<?> type) {
    return Objects.requireNonNull(CODECS.get(type), type::getName);
  }

  static @Nullable Codec find(Class<?> type) {
    return CODECS.get(type);
  }
}
