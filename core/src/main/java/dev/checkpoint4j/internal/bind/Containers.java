package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The concrete classes of collections and maps. */
final class Containers {
  /** How a collection is made. */
  record Collections(JavaType element, Supplier<Collection<Object>> maker) {}

  /** How a map is made. */
  record Maps(MapCodec.Keys keys, Supplier<Map<Object, Object>> maker) {}

  @SuppressWarnings("JdkObsolete") // Equal to other lists, as a queue that is no list never is.
  private static final List<Supplier<Collection<Object>>> COLLECTIONS =
      List.of(ArrayList::new, LinkedHashSet::new, TreeSet::new, LinkedList::new);

  private static final List<Supplier<Map<Object, Object>>> MAPS =
      List.of(LinkedHashMap::new, TreeMap::new, ConcurrentHashMap::new, ConcurrentSkipListMap::new);

  /** Classes whose toString and codec agree, as keys. */
  private static final Set<Class<?>> PRINTED_KEYS =
      Set.of(Character.class, Instant.class, LocalDate.class, LocalDateTime.class, UUID.class);

  private static final Set<Class<?>> NUMBER_KEYS =
      Set.of(
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          Boolean.class);

  private Containers() {}

  /** Null for a class that only Jackson can make. */
  static @Nullable Collections collection(JavaType type) {
    Class<?> raw = type.getRawClass();
    JavaType element =
        type.getContentType() == null ? type.containedTypeOrUnknown(0) : type.getContentType();
    if (EnumSet.class.isAssignableFrom(raw)) {
      return new Collections(element, () -> noneOf(element.getRawClass()));
    }
    Supplier<Collection<Object>> maker = firstOf(raw, COLLECTIONS);
    return maker == null ? null : new Collections(element, maker);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Collection<Object> noneOf(Class<?> type) {
    return (Collection<Object>) (Collection<?>) EnumSet.noneOf((Class) type);
  }

  /** Null for a class, or keys, that only Jackson can make. */
  static @Nullable Maps map(JavaType type) {
    Class<?> raw = type.getRawClass();
    MapCodec.Keys keys = keys(type.getKeyType());
    if (keys == null || type.getContentType() == null) {
      return null;
    }
    if (EnumMap.class.isAssignableFrom(raw)) {
      return new Maps(keys, () -> enumMap(type.getKeyType().getRawClass()));
    }
    Supplier<Map<Object, Object>> maker = firstOf(raw, MAPS);
    return maker == null ? null : new Maps(keys, maker);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<Object, Object> enumMap(Class<?> type) {
    return new EnumMap(type);
  }

  private static MapCodec.@Nullable Keys keys(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == String.class || raw == Object.class) {
      return MapCodec.Keys.STRINGS;
    }
    if (type.isEnumType()) {
      TextCodecs.EnumCodec names = Enums.find(type);
      return names == null ? null : new MapCodec.Keys(names::name, names::constant);
    }
    if (PRINTED_KEYS.contains(raw)) {
      ScalarCodec codec = (ScalarCodec) Scalars.of(raw);
      return new MapCodec.Keys(Object::toString, codec::fromColumn);
    }
    if (raw == Boolean.class) {
      return new MapCodec.Keys(Object::toString, Containers::bool);
    }
    return NUMBER_KEYS.contains(raw) ? new MapCodec.Keys(Object::toString, number(raw)) : null;
  }

  private static Object bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problems.mismatch("a boolean as key", "another string");
    };
  }

  private static java.util.function.Function<String, Object> number(Class<?> type) {
    String expected = "a number as key";
    return text ->
        NumberCodecs.parse(
            text,
            expected,
            t -> {
              if (type == Byte.class) {
                return Byte.valueOf(t);
              } else if (type == Short.class) {
                return Short.valueOf(t);
              } else if (type == Integer.class) {
                return Integer.valueOf(t);
              } else if (type == Long.class) {
                return Long.valueOf(t);
              } else if (type == Float.class) {
                return Float.valueOf(t);
              } else if (type == Double.class) {
                return Double.valueOf(t);
              } else if (type == BigInteger.class) {
                return new BigInteger(t);
              }
              return new BigDecimal(t);
            });
  }

  /** The first of the usual classes that fits the declared one, else the declared one itself. */
  private static <C> @Nullable Supplier<C> firstOf(Class<?> declared, List<Supplier<C>> usual) {
    for (Supplier<C> supplier : usual) {
      C made = supplier.get();
      boolean general = Modifier.isAbstract(declared.getModifiers());
      if (declared == made.getClass() || (general && declared.isInstance(made))) {
        return supplier;
      }
    }
    return constructor(declared);
  }

  private static <C> @Nullable Supplier<C> constructor(Class<?> declared) {
    if (declared.isInterface() || Modifier.isAbstract(declared.getModifiers())) {
      return null;
    }
    try {
      Constructor<?> constructor = declared.getConstructor();
      return () -> make(constructor);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Of the declared class.
  private static <C> C make(Constructor<?> constructor) {
    try {
      return (C) constructor.newInstance();
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw Problems.mismatch(
          constructor.getDeclaringClass().getName(), "that it cannot be made", e);
    }
  }
}
