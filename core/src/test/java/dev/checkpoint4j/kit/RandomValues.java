package dev.checkpoint4j.kit;

import dev.checkpoint4j.kit.ValueTypes.Color;
import dev.checkpoint4j.kit.ValueTypes.Point;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random values: of any declared type, and of no declared type at all. */
final class RandomValues {
  private static final Class<?>[] UNTYPED = {
    Integer.class, Long.class, Double.class, Float.class, String.class, Boolean.class,
    BigDecimal.class, BigInteger.class, Instant.class, LocalDate.class, UUID.class, byte[].class
  };

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  /** A record with random components, nulls among them where they may be. */
  <R> R record(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = nullable(components[i].getGenericType());
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Object nullable(Type type) {
    boolean never = raw(type).isPrimitive() || raw(type) == Optional.class;
    return !never && random.nextInt(6) == 0 ? null : value(type);
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
  }

  /** A value of a declared type. */
  private @Nullable Object value(Type type) {
    if (type instanceof GenericArrayType) {
      throw new IllegalArgumentException("No arrays of generics: " + type);
    }
    Class<?> raw = raw(type);
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return raw == List.class
          ? list(last)
          : raw == Map.class ? map(last) : Optional.ofNullable(nullable(last));
    } else if (raw.isRecord()) {
      return record(raw);
    } else if (raw.isArray()) {
      return array(raw.getComponentType());
    }
    return raw == Object.class ? untyped(3) : scalar(raw);
  }

  private List<@Nullable Object> list(Type element) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(nullable(element));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(Type value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), nullable(value));
    }
    return map;
  }

  private Object array(Class<?> component) {
    Object array = java.lang.reflect.Array.newInstance(component, random.nextInt(5));
    for (int i = 0; i < java.lang.reflect.Array.getLength(array); i++) {
      java.lang.reflect.Array.set(array, i, value(component));
    }
    return array;
  }

  private Object scalar(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "boolean", "Boolean" -> random.nextBoolean();
      case "byte", "Byte" -> (byte) random.nextInt();
      case "short", "Short" -> (short) random.nextInt();
      case "char", "Character" -> (char) ('a' + random.nextInt(26));
      case "int", "Integer" -> random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt();
      case "long", "Long" -> random.nextInt(3) == 0 ? random.nextInt(3) : random.nextLong();
      case "float", "Float" -> Float.intBitsToFloat(bits(random.nextInt(), 0x7f800000));
      case "double", "Double" -> fraction();
      case "String" -> text();
      case "BigDecimal" -> new BigDecimal(integer(), random.nextInt(40) - 20);
      case "BigInteger" -> integer();
      case "Instant" -> instant();
      case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(100_000) - 30_000);
      case "LocalDateTime" -> LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
      case "OffsetDateTime" ->
          OffsetDateTime.ofInstant(
              instant(), ZoneOffset.ofTotalSeconds(900 * (random.nextInt(100) - 50)));
      case "Duration" -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000));
      case "UUID" -> new UUID(random.nextLong(), random.nextLong());
      case "Color" -> List.of(Color.values()).get(random.nextInt(3));
      default -> throw new IllegalArgumentException("No random " + type);
    };
  }

  /** A NaN keeps no payload in any text format, so there is one NaN. */
  private static int bits(int bits, int exponent) {
    return (bits & exponent) == exponent ? 0x7fc00000 : bits;
  }

  private double fraction() {
    double any = Double.longBitsToDouble(random.nextLong());
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(100) / 10.0;
      case 1 -> random.nextGaussian();
      default -> Double.isNaN(any) ? Double.NaN : any;
    };
  }

  private BigInteger integer() {
    BigInteger magnitude = new BigInteger(random.nextInt(130), random);
    return random.nextBoolean() ? magnitude : magnitude.negate();
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextInt() * 2L, random.nextInt(1_000_000_000));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int codePoint = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(128);
      text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? '?' : codePoint);
    }
    return text.toString();
  }

  /** Rows with no class: some columns of one type, some of any. */
  Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int column = 0; column < 6; column++) {
      if (random.nextInt(5) > 0) {
        row.put("c" + column, column < 3 ? scalar(UNTYPED[column]) : untyped(3));
      }
    }
    return row;
  }

  private @Nullable Object untyped(int depth) {
    int choice = random.nextInt(depth > 0 ? 10 : 7);
    if (choice == 0) {
      return null;
    } else if (choice < 7) {
      Class<?> type = UNTYPED[random.nextInt(UNTYPED.length)];
      return type.isArray() ? array(byte.class) : scalar(type);
    } else if (choice == 7) {
      return record(Point.class).x() > 0 ? new ArrayList<>() : new LinkedHashMap<>();
    }
    List<@Nullable Object> list = new ArrayList<>();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(untyped(depth - 1));
      map.put(random.nextBoolean() ? "k" + i : text(), untyped(depth - 1));
    }
    return choice == 8 ? list : map;
  }
}
