package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.spi.column.BooleanVector;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.DoubleVector;
import dev.checkpoint4j.spi.column.FloatVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.LongVector;
import dev.checkpoint4j.spi.column.StringVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The truth of one condition for every value of a column, as {@link Kleene} counts it. */
final class VectorTruths {
  private VectorTruths() {}

  /**
   * Tests all values.
   *
   * @param path as {@link VectorRows#plain} gives it
   */
  static byte[] of(ValueCheck check, List<ColumnVector> path, int size) {
    byte[] truths = new byte[size];
    fill(check, path.get(path.size() - 1), truths);
    for (ColumnVector vector : path) {
      boolean[] nulls = vector.nulls();
      for (int i = 0; nulls != null && i < size; i++) {
        if (nulls[i]) {
          truths[i] = Kleene.UNKNOWN;
        }
      }
    }
    return truths;
  }

  /** True where the value, or something on the way to it, is null. */
  static byte[] missing(List<ColumnVector> path, int size) {
    byte[] truths = new byte[size];
    for (ColumnVector vector : path) {
      boolean[] nulls = vector.nulls();
      for (int i = 0; nulls != null && i < size; i++) {
        if (nulls[i]) {
          truths[i] = Kleene.TRUE;
        }
      }
    }
    return truths;
  }

  private static void fill(ValueCheck check, ColumnVector vector, byte[] truths) {
    if (vector instanceof IntVector ints) {
      for (int i = 0; i < truths.length; i++) {
        truths[i] = (byte) check.testLong(ints.values()[i]);
      }
    } else if (vector instanceof LongVector longs) {
      for (int i = 0; i < truths.length; i++) {
        truths[i] = (byte) check.testLong(longs.values()[i]);
      }
    } else if (vector instanceof DoubleVector doubles) {
      for (int i = 0; i < truths.length; i++) {
        truths[i] = (byte) check.testDouble(doubles.values()[i]);
      }
    } else if (vector instanceof FloatVector floats) {
      for (int i = 0; i < truths.length; i++) {
        truths[i] = (byte) check.testFloat(floats.values()[i]);
      }
    } else if (vector instanceof BooleanVector booleans) {
      byte ifTrue = (byte) check.test(true);
      byte ifFalse = (byte) check.test(false);
      for (int i = 0; i < truths.length; i++) {
        truths[i] = booleans.values()[i] ? ifTrue : ifFalse;
      }
    } else {
      strings(check, (StringVector) vector, truths);
    }
  }

  private static void strings(ValueCheck check, StringVector vector, byte[] truths) {
    int[] ids = vector.ids();
    @Nullable String[] strings = vector.strings();
    if (ids == null) {
      for (int i = 0; i < truths.length; i++) {
        truths[i] = test(check, strings[i]);
      }
      return;
    }
    byte[] known = new byte[strings.length];
    Arrays.fill(known, (byte) -1);
    for (int i = 0; i < truths.length; i++) {
      int id = ids[i];
      if (known.length > 0 && known[id] < 0) {
        known[id] = test(check, strings[id]);
      }
      truths[i] = known.length > 0 ? known[id] : Kleene.UNKNOWN;
    }
  }

  private static byte test(ValueCheck check, @Nullable String value) {
    return (byte) (value == null ? Kleene.UNKNOWN : check.test(value));
  }
}
