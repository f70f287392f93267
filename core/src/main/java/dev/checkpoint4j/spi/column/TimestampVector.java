package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/**
 * Values of kind TIMESTAMP or LOCAL_TIMESTAMP: seconds since 1970-01-01T00:00 and nanoseconds of
 * the second, which hold every {@link java.time.Instant} and {@link java.time.LocalDateTime}.
 */
public final class TimestampVector extends ColumnVector {
  private final long[] seconds;
  private final int[] nanos;

  /**
   * Wraps the arrays.
   *
   * @param seconds at least {@code size} of them
   * @param nanos from 0 to 999,999,999
   * @param nulls true where a value is null; null if none is
   */
  public TimestampVector(int size, long[] seconds, int[] nanos, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, Math.min(seconds.length, nanos.length));
    this.seconds = seconds;
    this.nanos = nanos;
  }

  /** Seconds since 1970-01-01T00:00, at least {@link #size} of them. */
  public long[] seconds() {
    return seconds;
  }

  /** Nanoseconds of the second, at least {@link #size} of them. */
  public int[] nanos() {
    return nanos;
  }
}
