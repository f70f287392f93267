package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Filter.Comparison;

/** Truth of three values, as numbers: <i>and</i> is the least, <i>or</i> the greatest. */
final class Kleene {
  static final int FALSE = 0;
  static final int UNKNOWN = 1;
  static final int TRUE = 2;

  private Kleene() {}

  static int of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  static int not(int truth) {
    return TRUE - truth;
  }

  /** What a comparison says of two values in this order. */
  static int ordered(Comparison comparison, int order) {
    return of(
        switch (comparison) {
          case EQ -> order == 0;
          case NE -> order != 0;
          case LT -> order < 0;
          case LE -> order <= 0;
          case GT -> order > 0;
          case GE -> order >= 0;
        });
  }

  /** The same for floating numbers: NaN is not equal to anything, and in no order. */
  static int floating(Comparison comparison, double a, double b) {
    return of(
        switch (comparison) {
          case EQ -> a == b;
          case NE -> a != b;
          case LT -> a < b;
          case LE -> a <= b;
          case GT -> a > b;
          case GE -> a >= b;
        });
  }
}
