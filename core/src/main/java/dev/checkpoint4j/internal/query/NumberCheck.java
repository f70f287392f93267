package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Filter.Comparison;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A number compared with a finite constant. By exact value, but for one case: a constant with a
 * fraction is rounded to the precision of the floating number that it meets, so that {@code 0.1}
 * equals the {@code double} written {@code 0.1}.
 */
final class NumberCheck extends ValueCheck {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final double TWO_POW_63 = 0x1p63;

  private final Comparison comparison;
  private final BigDecimal exact;
  private final boolean whole;
  private final boolean isLong;
  private final boolean belowLongs;

  /** The constant if {@link #isLong}, else the greatest long below it, if there is one. */
  private final long floor;

  private final double nearestDouble;
  private final float nearestFloat;

  NumberCheck(Comparison comparison, BigDecimal constant) {
    this.comparison = comparison;
    this.exact = constant.stripTrailingZeros();
    this.whole = exact.scale() <= 0;
    this.belowLongs = exact.compareTo(MIN_LONG) < 0;
    boolean aboveLongs = exact.compareTo(MAX_LONG) > 0;
    this.isLong = whole && !belowLongs && !aboveLongs;
    this.floor = belowLongs || aboveLongs ? Long.MAX_VALUE : floor(exact);
    this.nearestDouble = Double.parseDouble(exact.toString());
    this.nearestFloat = Float.parseFloat(exact.toString());
  }

  /** Rounding a number such as 1e-1000000000 itself would need all its zeros. */
  private static long floor(BigDecimal value) {
    if ((long) value.precision() - value.scale() <= 0) {
      return value.signum() < 0 ? -1 : 0;
    }
    return value.setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  @Override
  int test(Object value) {
    if (value instanceof Integer number) {
      return testLong(number);
    }
    if (value instanceof Long number) {
      return testLong(number);
    }
    if (value instanceof Double number) {
      return testDouble(number);
    }
    if (value instanceof Float number) {
      return testFloat(number);
    }
    if (value instanceof BigDecimal number) {
      return Kleene.ordered(comparison, number.compareTo(exact));
    }
    if (value instanceof BigInteger number) {
      return Kleene.ordered(comparison, new BigDecimal(number).compareTo(exact));
    }
    if (value instanceof Short || value instanceof Byte) {
      return testLong(((Number) value).longValue());
    }
    return Kleene.UNKNOWN;
  }

  @Override
  int testLong(long value) {
    if (isLong) {
      return Kleene.ordered(comparison, Long.compare(value, floor));
    }
    return Kleene.ordered(comparison, !belowLongs && value <= floor ? -1 : 1);
  }

  @Override
  int testFloat(float value) {
    return whole || Float.isInfinite(nearestFloat)
        ? testDouble(value)
        : Kleene.floating(comparison, value, nearestFloat);
  }

  @Override
  int testDouble(double value) {
    if (Double.isNaN(value)) {
      return Kleene.of(comparison == Comparison.NE);
    }
    if (!whole && !Double.isInfinite(nearestDouble)) {
      return Kleene.floating(comparison, value, nearestDouble);
    }
    if (Double.isInfinite(value)) {
      return Kleene.ordered(comparison, value > 0 ? 1 : -1);
    }
    int order = isLong ? compare(value, floor) : new BigDecimal(value).compareTo(exact);
    return Kleene.ordered(comparison, order);
  }

  private static int compare(double value, long constant) {
    if (value >= TWO_POW_63) {
      return 1;
    }
    if (value < -TWO_POW_63) {
      return -1;
    }
    long truncated = (long) value;
    if (truncated != constant) {
      return Long.compare(truncated, constant);
    }
    return value > truncated ? 1 : value < truncated ? -1 : 0;
  }
}
