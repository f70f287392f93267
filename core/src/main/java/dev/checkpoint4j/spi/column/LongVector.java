package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind INT64, and of kind DATE as days since 1970-01-01. */
public final class LongVector extends ColumnVector {
  private final long[] values;

  /**
   * Wraps the arrays.
   *
   * @param values at least {@code size} of them
   * @param nulls true where a value is null; null if none is
   */
  public LongVector(int size, long[] values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, values.length);
    this.values = values;
  }

  /** The values, at least {@link #size} of them. */
  public long[] values() {
    return values;
  }
}
