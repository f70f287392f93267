package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.checkpoint4j.query.Filter.Comparison;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Conditions on the values of one column, read from its buffers. */
final class ValueConditions {
  private ValueConditions() {}

  /** Of values that have been looked at, nulls among them. */
  private static Truth known(Windows.Window window, Field field, long[] holds) {
    return Truth.of(window.rows(), holds, window.batch().valid(field, window.all()));
  }

  /** Whole numbers between two bounds, or outside of them. */
  record Whole(int column, long least, long greatest, boolean outside) implements Condition {
    private static final long BEYOND_INT = 1L << Integer.SIZE;

    /** So many values stay in the nearest cache. */
    private static final int CHUNK = 1_024;

    @Override
    public Truth test(Windows.Window window) {
      Field field = window.plans().get(column).field();
      int size = field.type().size();
      long[] holds = new long[Truth.words(window.rows())];
      if (size < Integer.SIZE) {
        int[] values = Numbers.ints(window.batch(), field, field.type(), window.all());
        ints(IntBuffer.wrap(values), holds);
      } else {
        window
            .batch()
            .each(
                field,
                window.all(),
                size / Byte.SIZE,
                (bytes, from, to, count) -> {
                  ByteBuffer values = bytes.position(from);
                  if (size == Integer.SIZE) {
                    ints(values.asIntBuffer(), holds);
                  } else {
                    longs(values.asLongBuffer(), holds);
                  }
                });
      }
      return known(window, field, holds);
    }

    private void ints(IntBuffer values, long[] holds) {
      // So that a difference of an int and a bound never overflows.
      long low = Math.max(least, -BEYOND_INT);
      long high = Math.min(greatest, BEYOND_INT);
      int[] some = new int[CHUNK];
      for (int from = 0; values.hasRemaining(); from += CHUNK) {
        int count = Math.min(values.remaining(), CHUNK);
        values.get(some, 0, count);
        for (int i = 0; i < count; i += Long.SIZE) {
          long without = 0;
          for (int k = 0; k < Math.min(count - i, Long.SIZE); k++) {
            without |= (some[i + k] - low | high - some[i + k]) >>> Long.SIZE - 1 << k;
          }
          holds[(from + i) / Long.SIZE] = outside ? without : ~without;
        }
      }
    }

    private void longs(LongBuffer values, long[] holds) {
      long[] some = new long[CHUNK];
      for (int from = 0; values.hasRemaining(); from += CHUNK) {
        int count = Math.min(values.remaining(), CHUNK);
        values.get(some, 0, count);
        for (int i = 0; i < count; i += Long.SIZE) {
          long within = 0;
          for (int k = 0; k < Math.min(count - i, Long.SIZE); k++) {
            within |= (some[i + k] >= least & some[i + k] <= greatest ? 1L : 0) << k;
          }
          holds[(from + i) / Long.SIZE] = outside ? ~within : within;
        }
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
    public Truth test(Windows.Window window) {
      Field field = window.plans().get(column).field();
      boolean wide = field.type().size() == Double.SIZE;
      int width = wide ? Double.BYTES : Float.BYTES;
      long[] holds = new long[Truth.words(window.rows())];
      window
          .batch()
          .each(
              field,
              window.all(),
              width,
              (bytes, from, to, count) -> {
                for (int i = 0; i < count; i++) {
                  int at = from + i * width;
                  double value = wide ? bytes.getDouble(at) : bytes.getFloat(at);
                  holds[i / Long.SIZE] |= (holds(value) ? 1L : 0) << i;
                }
              });
      return known(window, field, holds);
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
  record Bool(int column, boolean constant) implements Condition {
    @Override
    public Truth test(Windows.Window window) {
      Field field = window.plans().get(column).field();
      window.batch().require(field, window.all());
      Truth truth = known(window, field, window.batch().words(field, 1, window.all()));
      return constant ? truth : truth.not();
    }
  }

  /** Nulls. */
  record Missing(int column) implements Condition {
    @Override
    public Truth test(Windows.Window window) {
      Field field = window.plans().get(column).field();
      window.batch().require(field, window.all());
      long @Nullable [] valid = window.batch().valid(field, window.all());
      Truth present =
          valid == null ? Truth.always(window.rows()) : Truth.of(window.rows(), valid, null);
      return present.not();
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
    public Truth test(Windows.Window window) {
      Field field = window.plans().get(column).field();
      Texts.Window texts = Texts.window(window.batch(), field, window.all());
      long[] holds = new long[Truth.words(window.rows())];
      for (int i = 0; i < window.rows(); i++) {
        boolean held = holds(texts.bytes(), texts.starts()[i], texts.starts()[i + 1]);
        holds[i / Long.SIZE] |= (held ? 1L : 0) << i;
      }
      return known(window, field, holds);
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
