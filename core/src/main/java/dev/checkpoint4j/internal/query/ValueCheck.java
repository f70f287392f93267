package dev.checkpoint4j.internal.query;

/** A condition on one value that is not null. Immutable; its constants are prepared. */
abstract class ValueCheck {
  /** One of {@link Kleene}'s; unknown if a value of this class cannot be compared. */
  abstract int test(Object value);

  /** The same for an element of an array, without boxing it. */
  int testLong(long value) {
    return Kleene.UNKNOWN;
  }

  /** The same for an element of an array, without boxing it. */
  int testDouble(double value) {
    return Kleene.UNKNOWN;
  }

  /** The same for an element of an array, without boxing it. */
  int testFloat(float value) {
    return Kleene.UNKNOWN;
  }
}
