package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Equality that also looks into arrays, and tells 1 from 1L and a list from a set. */
final class Deep {
  private Deep() {}

  static void assertSame(@Nullable Object actual, @Nullable Object expected) {
    assertThat(same(actual, expected))
        .as("%s should be %s", describe(actual), describe(expected))
        .isTrue();
  }

  static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return left.size() == right.size()
          && left.entrySet().stream()
              .allMatch(
                  e -> right.containsKey(e.getKey()) && same(e.getValue(), right.get(e.getKey())));
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return left.size() == right.size() && sameInOrder(left.iterator(), right.iterator());
    }
    if (a instanceof Optional<?> left && b instanceof Optional<?> right) {
      return same(left.orElse(null), right.orElse(null));
    }
    if (a instanceof Set && b instanceof Set) {
      return a.equals(b);
    }
    if (a.getClass() != b.getClass()) {
      return false;
    }
    if (a.getClass().isArray()) {
      boolean same = Array.getLength(a) == Array.getLength(b);
      for (int i = 0; same && i < Array.getLength(a); i++) {
        same = same(Array.get(a, i), Array.get(b, i));
      }
      return same;
    }
    return a.getClass().isRecord() ? sameComponents(a, b) : a.equals(b);
  }

  private static boolean sameInOrder(Iterator<?> left, Iterator<?> right) {
    while (left.hasNext()) {
      if (!same(left.next(), right.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameComponents(Object a, Object b) {
    try {
      for (RecordComponent component : a.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        if (!same(component.getAccessor().invoke(a), component.getAccessor().invoke(b))) {
          return false;
        }
      }
      return true;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a test's record is not accessible", e);
    }
  }

  private static String describe(@Nullable Object value) {
    return Objects.toString(value);
  }
}
