package dev.checkpoint4j.internal.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Equal to one of some constants: the same as <i>or</i> over them, but strings and whole numbers
 * are looked up, not tried one by one.
 */
final class AnyOfCheck extends ValueCheck {
  private final Set<String> texts = new HashSet<>();
  private final long[] longs;
  private final ValueCheck[] all;
  private final ValueCheck[] notTexts;
  private final ValueCheck[] notLongs;

  /**
   * @param constants as {@link Constants#of} gives them
   * @param checks for equality with each
   */
  AnyOfCheck(List<?> constants, List<ValueCheck> checks) {
    List<ValueCheck> others = new ArrayList<>();
    List<ValueCheck> fractions = new ArrayList<>();
    long[] whole = new long[constants.size()];
    int count = 0;
    for (int i = 0; i < checks.size(); i++) {
      ValueCheck check = checks.get(i);
      if (check instanceof TextCheck) {
        texts.add((String) constants.get(i));
      } else {
        others.add(check);
      }
      if (constants.get(i) instanceof Long number) {
        whole[count++] = number;
      } else {
        fractions.add(check);
      }
    }
    this.longs = Arrays.copyOf(whole, count);
    Arrays.sort(longs);
    this.all = checks.toArray(ValueCheck[]::new);
    this.notTexts = others.toArray(ValueCheck[]::new);
    this.notLongs = fractions.toArray(ValueCheck[]::new);
  }

  @Override
  int test(Object value) {
    if (value instanceof String) {
      return texts.contains(value) ? Kleene.TRUE : any(notTexts, value);
    }
    if (value instanceof Integer || value instanceof Long) {
      return testLong(((Number) value).longValue());
    }
    return any(all, value);
  }

  @Override
  int testLong(long value) {
    return Arrays.binarySearch(longs, value) >= 0 ? Kleene.TRUE : any(notLongs, value);
  }

  @Override
  int testDouble(double value) {
    return any(all, value);
  }

  @Override
  int testFloat(float value) {
    return any(all, value);
  }

  private static int any(ValueCheck[] checks, Object value) {
    int truth = Kleene.FALSE;
    for (ValueCheck check : checks) {
      truth = Math.max(truth, check.test(value));
      if (truth == Kleene.TRUE) {
        break;
      }
    }
    return truth;
  }
}
