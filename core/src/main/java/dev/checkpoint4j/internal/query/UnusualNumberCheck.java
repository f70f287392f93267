package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Filter.Comparison;

/** A number compared with NaN or an infinity. */
final class UnusualNumberCheck extends ValueCheck {
  private final Comparison comparison;
  private final double constant;

  UnusualNumberCheck(Comparison comparison, double constant) {
    this.comparison = comparison;
    this.constant = constant;
  }

  @Override
  int test(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return testDouble(((Number) value).doubleValue());
    }
    return value instanceof Number ? testLong(0) : Kleene.UNKNOWN;
  }

  /** All finite numbers compare alike. */
  @Override
  int testLong(long value) {
    return testDouble(0);
  }

  @Override
  int testDouble(double value) {
    return Kleene.floating(comparison, value, constant);
  }

  @Override
  int testFloat(float value) {
    return testDouble(value);
  }
}
