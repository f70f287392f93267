package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.checkpoint4j.query.Filter.Comparison;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Conditions on the values of one column, read from its buffers. */
final class ValueConditions {
  private ValueConditions() {}

  private static void unknownWhereNull(Windows.Window window, Field field, byte[] truth) {
    boolean @Nullable [] nulls = window.batch().nulls(field, window.all());
    for (int i = 0; nulls != null && i < window.rows(); i++) {
      truth[i] = nulls[i] ? Condition.UNKNOWN : truth[i];
    }
  }

  private static byte of(boolean value) {
    return value ? Condition.TRUE : Condition.FALSE;
  }

  /** Whole numbers between two bounds, or outside of them. */
  record Whole(int column, long least, long greatest, boolean outside) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      Field field = window.plans().get(column).field();
      if (field.type().size() == Long.SIZE) {
        long[] values = Numbers.longs(window.batch(), field, window.all());
        for (int i = 0; i < values.length; i++) {
          truth[i] = of((values[i] >= least & values[i] <= greatest) != outside);
        }
      } else {
        ints(window, field, truth);
      }
      unknownWhereNull(window, field, truth);
    }

    private void ints(Windows.Window window, Field field, byte[] truth) {
      if (least > Integer.MAX_VALUE || greatest < Integer.MIN_VALUE || least > greatest) {
        window.batch().require(field, window.all());
        Arrays.fill(truth, of(outside));
        return;
      }
      int low = (int) Math.max(Integer.MIN_VALUE, least);
      int high = (int) Math.min(Integer.MAX_VALUE, greatest);
      int[] values = Numbers.ints(window.batch(), field, field.type(), window.all());
      for (int i = 0; i < values.length; i++) {
        truth[i] = of((values[i] >= low & values[i] <= high) != outside);
      }
    }

    @Override
    public boolean mayMatch(JsonNode statistics) {
      JsonNode range = statistics.path(Integer.toString(column));
      if (range.size() != 3) {
        return true;
      }
      if (range.get(0).isNull()) {
        return false;
      }
      if (!range.get(0).canConvertToLong() || !range.get(1).canConvertToLong()) {
        return true;
      }
      long min = range.get(0).longValue();
      long max = range.get(1).longValue();
      return outside ? min < least || max > greatest : min <= greatest && max >= least;
    }
  }

  /** Floating numbers compared with one. */
  record Floating(int column, Comparison comparison, double constant) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      Field field = window.plans().get(column).field();
      boolean wide = field.type().size() == Double.SIZE;
      int width = wide ? Double.BYTES : Float.BYTES;
      window
          .batch()
          .each(
              field,
              window.all(),
              width,
              (bytes, to, count) -> {
                for (int i = 0; i < count; i++) {
                  double value = wide ? bytes.getDouble(i * width) : bytes.getFloat(i * width);
                  truth[to + i] = of(holds(value));
                }
              });
      unknownWhereNull(window, field, truth);
    }

    private boolean holds(double value) {
      return switch (comparison) {
        case EQ -> value == constant;
        case NE -> value != constant;
        case LT -> value < constant;
        case LE -> value <= constant;
        case GT -> value > constant;
        case GE -> value >= constant;
      };
    }

    @Override
    public boolean mayMatch(JsonNode statistics) {
      JsonNode range = statistics.path(Integer.toString(column));
      if (range.size() != 3) {
        return true;
      }
      if (range.get(0).isNull()) {
        return false;
      }
      double min = range.get(0).doubleValue();
      double max = range.get(1).doubleValue();
      return switch (comparison) {
        case EQ -> min <= constant && max >= constant;
        case NE -> true;
        case LT -> min < constant;
        case LE -> min <= constant;
        case GT -> max > constant;
        case GE -> max >= constant;
      };
    }
  }

  /** Booleans equal to one. */
  record Truth(int column, boolean constant) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      Field field = window.plans().get(column).field();
      var vector =
          (dev.checkpoint4j.spi.column.BooleanVector)
              Numbers.booleans(window.batch(), field, window.all());
      for (int i = 0; i < truth.length; i++) {
        truth[i] = of(vector.values()[i] == constant);
      }
      unknownWhereNull(window, field, truth);
    }
  }

  /** Nulls. */
  record Missing(int column) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      Field field = window.plans().get(column).field();
      window.batch().require(field, window.all());
      boolean @Nullable [] nulls = window.batch().nulls(field, window.all());
      for (int i = 0; i < truth.length; i++) {
        truth[i] = of(nulls != null && nulls[i]);
      }
    }

    @Override
    public boolean mayMatch(JsonNode statistics) {
      JsonNode range = statistics.path(Integer.toString(column));
      return range.size() != 3 || range.get(2).longValue() > 0;
    }
  }

  /** How a text relates to another. */
  enum TextTest {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    CONTAINS,
    STARTS
  }

  /** Texts as their bytes, whose order is that of their code points. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Text(int column, TextTest test, byte[] constant) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      Field field = window.plans().get(column).field();
      Texts.Window texts = Texts.window(window.batch(), field, window.all());
      IntPredicate holds = i -> holds(texts.bytes(), texts.starts()[i], texts.starts()[i + 1]);
      for (int i = 0; i < truth.length; i++) {
        truth[i] = of(holds.test(i));
      }
      unknownWhereNull(window, field, truth);
    }

    private boolean holds(byte[] bytes, int from, int to) {
      return switch (test) {
        case EQ -> Arrays.equals(bytes, from, to, constant, 0, constant.length);
        case NE -> !Arrays.equals(bytes, from, to, constant, 0, constant.length);
        case LT -> compare(bytes, from, to) < 0;
        case LE -> compare(bytes, from, to) <= 0;
        case GT -> compare(bytes, from, to) > 0;
        case GE -> compare(bytes, from, to) >= 0;
        case STARTS ->
            to - from >= constant.length
                && Arrays.equals(bytes, from, from + constant.length, constant, 0, constant.length);
        case CONTAINS -> contains(bytes, from, to);
      };
    }

    private int compare(byte[] bytes, int from, int to) {
      return Arrays.compareUnsigned(bytes, from, to, constant, 0, constant.length);
    }

    private boolean contains(byte[] bytes, int from, int to) {
      if (constant.length == 0) {
        return true;
      }
      for (int i = from; i <= to - constant.length; i++) {
        if (bytes[i] == constant[0]
            && Arrays.equals(bytes, i, i + constant.length, constant, 0, constant.length)) {
          return true;
        }
      }
      return false;
    }
  }
}
