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
final class AnyOfTest extends ValueTest {
  private final Set<String> texts = new HashSet<>();
  private final long[] longs;
  private final ValueTest[] all;
  private final ValueTest[] notTexts;
  private final ValueTest[] notLongs;

  /**
   * @param constants as {@link Constants#of} gives them
   * @param tests for equality with each
   */
  AnyOfTest(List<?> constants, List<ValueTest> tests) {
    List<ValueTest> others = new ArrayList<>();
    List<ValueTest> fractions = new ArrayList<>();
    long[] whole = new long[constants.size()];
    int count = 0;
    for (int i = 0; i < tests.size(); i++) {
      ValueTest test = tests.get(i);
      if (test instanceof TextTest) {
        texts.add((String) constants.get(i));
      } else {
        others.add(test);
      }
      if (constants.get(i) instanceof Long number) {
        whole[count++] = number;
      } else {
        fractions.add(test);
      }
    }
    this.longs = Arrays.copyOf(whole, count);
    Arrays.sort(longs);
    this.all = tests.toArray(ValueTest[]::new);
    this.notTexts = others.toArray(ValueTest[]::new);
    this.notLongs = fractions.toArray(ValueTest[]::new);
  }

  @Override
  int test(Object value) {
    if (value instanceof String) {
      return texts.contains(value) ? Kleene.TRUE : any(notTexts, value);
    }
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      return Arrays.binarySearch(longs, number) >= 0 ? Kleene.TRUE : any(notLongs, value);
    }
    return any(all, value);
  }

  private static int any(ValueTest[] tests, Object value) {
    int truth = Kleene.FALSE;
    for (ValueTest test : tests) {
      truth = Math.max(truth, test.test(value));
      if (truth == Kleene.TRUE) {
        break;
      }
    }
    return truth;
  }
}
