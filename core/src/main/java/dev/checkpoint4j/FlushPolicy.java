package dev.checkpoint4j;

import java.time.Duration;
import java.util.Objects;

/**
 * When the rows of a half-done step are made durable: what a kill may cost. Whichever comes first.
 *
 * @param rows after so many, 1 to 1,000,000
 * @param time so long after the first one; positive
 */
public record FlushPolicy(int rows, Duration time) {
  /** 10,000 rows. */
  public static final int DEFAULT_ROWS = 10_000;

  /** 5 seconds. */
  public static final Duration DEFAULT_TIME = Duration.ofSeconds(5);

  /** The defaults. */
  public static final FlushPolicy DEFAULTS = new FlushPolicy(DEFAULT_ROWS, DEFAULT_TIME);

  private static final int MAX_ROWS = 1_000_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public FlushPolicy {
    Objects.requireNonNull(time, "time");
    if (rows < 1 || rows > MAX_ROWS) {
      throw new IllegalArgumentException("rows must be from 1 to 1000000 but was " + rows);
    }
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time must be positive but was " + time);
    }
  }
}
