package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind FLOAT64. */
public final class DoubleVector extends ColumnVector {
  private final double[] values;

  /**
   * Wraps the arrays.
   *
   * @param values at least {@code size} of them
   * @param nulls true where a value is null; null if none is
   */
  public DoubleVector(int size, double[] values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, values.length);
    this.values = values;
  }

  /** The values, at least {@link #size} of them. */
  public double[] values() {
    return values;
  }
}
