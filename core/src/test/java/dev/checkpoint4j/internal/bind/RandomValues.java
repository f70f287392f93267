package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Array;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Random types, and values of types, with many of the awkward ones. */
@NullUnmarked
@SuppressWarnings("ArrayRecordComponent")
final class RandomValues {
  enum Color {
    RED,
    GREEN,
    BLUE
  }

  record Leaf(int a, @Nullable String b, double @Nullable [] c) {}

  private static final List<Class<?>> SCALARS =
      List.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          String.class,
          BigDecimal.class,
          BigInteger.class,
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          LocalTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          Duration.class,
          Period.class,
          Year.class,
          YearMonth.class,
          UUID.class,
          URI.class,
          byte[].class,
          float[].class,
          double[].class,
          int[].class,
          long[].class,
          short[].class,
          boolean[].class);

  private static final String[] TEXTS = {
    "", "?", "a\"\\\n", "é", "名前", "😀", "null", "NaN", "12", "$checkpoint4j:int64", "~/*", "\u0000"
  };

  private static final TypeFactory TYPES = TypeFactory.defaultInstance();

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  JavaType type(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(10)) {
      case 1 -> TYPES.constructCollectionType(List.class, type(depth - 1));
      case 2 -> TYPES.constructCollectionType(Set.class, TYPES.constructType(scalar(11)));
      case 3 -> TYPES.constructMapType(Map.class, TYPES.constructType(key()), type(depth - 1));
      case 4 -> TYPES.constructParametricType(Optional.class, type(0));
      case 5 -> TYPES.constructArrayType(type(depth - 1));
      case 6 -> TYPES.constructType(Leaf.class);
      case 7 -> TYPES.constructType(Object.class);
      case 8 ->
          TYPES.constructParametricType(
              RandomRowsTest.Row.class, type(depth - 1), type(0), type(0));
      case 9 -> TYPES.constructType(Color.class);
      default -> TYPES.constructType(scalar(SCALARS.size()));
    };
  }

  private Class<?> scalar(int bound) {
    return SCALARS.get(random.nextInt(bound));
  }

  private Class<?> key() {
    return List.of(String.class, Color.class, Integer.class, UUID.class, LocalDate.class)
        .get(random.nextInt(5));
  }

  @Nullable Object value(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == Optional.class) {
      return Optional.ofNullable(value(type.containedType(0)));
    }
    return random.nextInt(8) == 0 ? null : present(type);
  }

  private Object present(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == Object.class) {
      return untyped(2);
    }
    if (raw == Leaf.class) {
      return new Leaf(
          random.nextInt(), text(), random.nextBoolean() ? null : new double[] {real()});
    }
    if (raw == Color.class) {
      return Color.values()[random.nextInt(3)];
    }
    if (raw == RandomRowsTest.Row.class) {
      return new RandomRowsTest.Row<>(
          value(type.containedType(0)), value(type.containedType(1)), value(type.containedType(2)));
    }
    if (SCALARS.contains(raw)) {
      return scalar(raw);
    }
    int size = random.nextInt(4);
    if (type.isMapLikeType()) {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(present(type.getKeyType()), value(type.getContentType()));
      }
      return map;
    }
    Collection<@Nullable Object> values =
        raw == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(type.getContentType()));
    }
    if (!type.isArrayType()) {
      return values;
    }
    Object[] array = (Object[]) Array.newInstance(type.getContentType().getRawClass(), size);
    return values.toArray(array);
  }

  Map<String, Object> untypedMap(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(random.nextInt(12) == 0 ? notEmpty() : "k" + random.nextInt(5), untypedOrNull(depth));
    }
    return map;
  }

  private String notEmpty() {
    String text = text();
    return text.isEmpty() ? "x" : text;
  }

  private @Nullable Object untypedOrNull(int depth) {
    return random.nextInt(8) == 0 ? null : untyped(depth);
  }

  private Object untyped(int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    if (kind == 0) {
      return untypedMap(depth - 1);
    }
    if (kind <= 2) {
      Collection<@Nullable Object> values = kind == 1 ? new ArrayList<>() : new LinkedHashSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(kind == 1 ? untypedOrNull(depth - 1) : scalar(scalar(22)));
      }
      return values;
    }
    // Few classes, so that places often have one alone and columns are made of them.
    return scalar(random.nextInt(3) == 0 ? scalar(SCALARS.size()) : scalar(11));
  }

  private double real() {
    double[] odd = {
      0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e16, 1e-5, 1e22
    };
    return random.nextBoolean()
        ? odd[random.nextInt(odd.length)]
        : random.nextBoolean() ? random.nextGaussian() : Double.longBitsToDouble(random.nextLong());
  }

  private String text() {
    return random.nextBoolean()
        ? TEXTS[random.nextInt(TEXTS.length)]
        : TEXTS[random.nextInt(TEXTS.length)] + "abcdefgh".repeat(random.nextInt(4));
  }

  private long whole() {
    long value = random.nextLong();
    return random.nextBoolean() ? value : value >> (40 + random.nextInt(24));
  }

  private Instant instant() {
    long second =
        random.nextBoolean() ? random.nextInt() : random.nextLong() % 31_556_889_864_403_199L;
    int[] nanos = {0, 1, 1_000, 1_000_000, 999_999_999, 965_428_000};
    return Instant.ofEpochSecond(second, nanos[random.nextInt(nanos.length)]);
  }

  private LocalDateTime local() {
    return LocalDateTime.ofEpochSecond(
        random.nextInt(), random.nextInt(1_000_000_000), ZoneOffset.UTC);
  }

  private Object scalar(Class<?> type) {
    if (type.isArray()) {
      return array(type);
    } else if (type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == Byte.class) {
      return (byte) random.nextInt();
    } else if (type == Short.class) {
      return (short) random.nextInt();
    } else if (type == Character.class) {
      return "aé名?\u0000~".charAt(random.nextInt(6));
    } else if (type == Integer.class) {
      return (int) whole();
    } else if (type == Long.class) {
      return whole();
    } else if (type == Float.class) {
      return random.nextBoolean() ? (float) real() : Float.intBitsToFloat(random.nextInt());
    } else if (type == Double.class) {
      return real();
    } else if (type == String.class) {
      return text();
    } else if (type == BigDecimal.class) {
      return new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(40) - 20);
    } else if (type == BigInteger.class) {
      return BigInteger.valueOf(whole()).pow(1 + random.nextInt(3));
    }
    return temporal(type);
  }

  private Object temporal(Class<?> type) {
    if (type == Instant.class) {
      return instant();
    } else if (type == LocalDate.class) {
      return LocalDate.ofEpochDay(random.nextInt());
    } else if (type == LocalDateTime.class) {
      return local();
    } else if (type == LocalTime.class) {
      return local().toLocalTime();
    } else if (type == OffsetDateTime.class) {
      return local().atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(36_000) - 18_000));
    } else if (type == ZonedDateTime.class) {
      String[] zones = {"Europe/Berlin", "UTC", "Asia/Kathmandu", "+01:00"};
      return local().atZone(ZoneId.of(zones[random.nextInt(zones.length)]));
    } else if (type == Duration.class) {
      return Duration.ofSeconds(
          random.nextLong() >> random.nextInt(60), random.nextInt(1_000_000_000));
    } else if (type == Period.class) {
      return Period.of(random.nextInt(), random.nextInt(), random.nextInt());
    } else if (type == Year.class) {
      return Year.of(random.nextInt(4_000) - 1_000);
    } else if (type == YearMonth.class) {
      return YearMonth.of(random.nextInt(9_000), 1 + random.nextInt(12));
    } else if (type == UUID.class) {
      return new UUID(random.nextLong(), random.nextLong());
    }
    return URI.create("http://x/" + random.nextInt() + "?q#f");
  }

  private Object array(Class<?> type) {
    Object array = Array.newInstance(type.getComponentType(), random.nextInt(4));
    for (int i = 0; i < Array.getLength(array); i++) {
      if (array instanceof double[] doubles) {
        doubles[i] = real();
      } else if (array instanceof float[] floats) {
        floats[i] = (float) real();
      } else if (array instanceof boolean[] flags) {
        flags[i] = random.nextBoolean();
      } else if (array instanceof byte[] || array instanceof short[]) {
        Array.setByte(array, i, (byte) random.nextInt());
      } else {
        Array.setInt(array, i, random.nextInt());
      }
    }
    return array;
  }
}
