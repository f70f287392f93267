package dev.checkpoint4j;

/**
 * When a step stops because rows cannot be computed: as soon as more than {@code rate} of the rows
 * tried have failed, but not before {@code afterRows} were tried.
 *
 * @param rate from 0 to 1
 * @param afterRows at least 1
 */
public record FailurePolicy(double rate, long afterRows) {
  /** The default: the first failure stops the step. */
  public static final FailurePolicy STOP_AT_FIRST = new FailurePolicy(0, 1);

  /** Failures never stop it; the result lacks those rows, and the next run tries them again. */
  public static final FailurePolicy GO_ON = new FailurePolicy(1, Long.MAX_VALUE);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public FailurePolicy {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be from 0 to 1 but was " + rate);
    }
    if (afterRows < 1) {
      throw new IllegalArgumentException("afterRows must be at least 1 but was " + afterRows);
    }
  }

  /** Stops when more than this share of at least so many rows failed. */
  public static FailurePolicy stopAtRate(double rate, long afterRows) {
    return new FailurePolicy(rate, afterRows);
  }

  /** Whether so many failures among the rows tried are too many. */
  public boolean stops(long failed, long tried) {
    return tried >= afterRows && failed > rate * tried;
  }
}
