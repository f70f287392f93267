package dev.checkpoint4j.kit;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prints a value so that two print the same only if they are the same to the last bit: the class of
 * each number, the bits of each double, the elements of each array. Stronger than {@code equals},
 * which cannot see into arrays, and independent of the library's code.
 */
final class Exact {
  private Exact() {}

  static String text(@Nullable Object value) {
    if (value == null) {
      return "null";
    } else if (value instanceof Double number) {
      return "Double:" + number + "/" + Long.toHexString(Double.doubleToLongBits(number));
    } else if (value instanceof Float number) {
      return "Float:" + number + "/" + Integer.toHexString(Float.floatToIntBits(number));
    } else if (value instanceof BigDecimal number) {
      return "BigDecimal:" + number.unscaledValue() + "e" + -number.scale();
    } else if (value instanceof CharSequence text) {
      return "String:" + escape(text.toString());
    } else if (value instanceof Optional<?> optional) {
      return "Optional(" + (optional.isPresent() ? text(optional.get()) : "") + ")";
    } else if (value instanceof List<?> list) {
      return join("List[", list);
    } else if (value instanceof Set<?> set) {
      return join("Set[", set.stream().map(Exact::text).sorted().toList());
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value.getClass().isArray()) {
      return array(value);
    } else if (value instanceof Enum<?> || value.getClass().getName().startsWith("java.")) {
      return value.getClass().getSimpleName() + ":" + value;
    }
    return fields(value);
  }

  private static String join(String open, Iterable<?> elements) {
    StringJoiner text = new StringJoiner(", ", open, "]");
    elements.forEach(element -> text.add(text(element)));
    return text.toString();
  }

  private static String map(Map<?, ?> map) {
    TreeMap<String, String> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(text(key), text(value)));
    return "Map" + sorted;
  }

  private static String array(Object array) {
    StringJoiner text =
        new StringJoiner(", ", array.getClass().getComponentType().getSimpleName() + "[", "]");
    for (int i = 0; i < Array.getLength(array); i++) {
      text.add(text(Array.get(array, i)));
    }
    return text.toString();
  }

  private static String fields(Object value) {
    StringJoiner text = new StringJoiner(", ", value.getClass().getSimpleName() + "(", ")");
    for (Class<?> c = value.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          text.add(field.getName() + "=" + text(read(field, value)));
        }
      }
    }
    return text.toString();
  }

  private static @Nullable Object read(Field field, Object value) {
    try {
      field.setAccessible(true);
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(c >= 0x20 && c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }
}
