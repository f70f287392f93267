package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Bytes;

/** A value without an order, a boolean or bytes, compared for equality. */
final class EqualityCheck extends ValueCheck {
  private final Object constant;
  private final boolean negated;

  /**
   * @param constant a {@link Boolean} or {@link Bytes}
   */
  EqualityCheck(Object constant, boolean negated) {
    this.constant = constant;
    this.negated = negated;
  }

  @Override
  int test(Object value) {
    if (value instanceof byte[] bytes && constant instanceof Bytes expected) {
      return Kleene.of(expected.contentEquals(bytes) != negated);
    }
    return value instanceof Boolean && constant instanceof Boolean
        ? Kleene.of(constant.equals(value) != negated)
        : Kleene.UNKNOWN;
  }
}
