package dev.checkpoint4j.internal.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Whether an element of a list or array passes a test; null elements do not. */
final class ListHasCheck extends ValueCheck {
  private final ValueCheck element;

  ListHasCheck(ValueCheck element) {
    this.element = element;
  }

  @Override
  int test(Object value) {
    if (value instanceof Collection<?> list) {
      return Kleene.of(hasAny(list));
    }
    if (value instanceof Object[] list) {
      return Kleene.of(hasAny(Arrays.asList(list)));
    }
    if (value instanceof double[] list) {
      return Kleene.of(hasAny(list));
    }
    if (value instanceof float[] list) {
      return Kleene.of(hasAny(list));
    }
    if (value instanceof int[] list) {
      return Kleene.of(hasAny(list));
    }
    return value instanceof long[] list ? Kleene.of(hasAny(list)) : Kleene.UNKNOWN;
  }

  private boolean passes(@Nullable Object value) {
    return value != null && element.test(value) == Kleene.TRUE;
  }

  private boolean hasAny(Collection<?> list) {
    if (list instanceof List<?> indexed && list instanceof RandomAccess) {
      for (int i = 0; i < indexed.size(); i++) {
        if (passes(indexed.get(i))) {
          return true;
        }
      }
      return false;
    }
    for (Object value : list) {
      if (passes(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAny(double[] list) {
    for (double value : list) {
      if (element.testDouble(value) == Kleene.TRUE) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAny(float[] list) {
    for (float value : list) {
      if (element.testFloat(value) == Kleene.TRUE) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAny(int[] list) {
    for (int value : list) {
      if (element.testLong(value) == Kleene.TRUE) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAny(long[] list) {
    for (long value : list) {
      if (element.testLong(value) == Kleene.TRUE) {
        return true;
      }
    }
    return false;
  }
}
