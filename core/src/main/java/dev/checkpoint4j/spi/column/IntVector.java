package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind INT32. */
public final class IntVector extends ColumnVector {
  private final int[] values;

  /**
   * Wraps the arrays.
   *
   * @param values at least {@code size} of them
   * @param nulls true where a value is null; null if none is
   */
  public IntVector(int size, int[] values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, values.length);
    this.values = values;
  }

  /** The values, at least {@link #size} of them. */
  public int[] values() {
    return values;
  }
}
