package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind FLOAT32. */
public final class FloatVector extends ColumnVector {
  private final float[] values;

  /**
   * Wraps the arrays.
   *
   * @param values at least {@code size} of them
   * @param nulls true where a value is null; null if none is
   */
  public FloatVector(int size, float[] values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, values.length);
    this.values = values;
  }

  /** The values, at least {@link #size} of them. */
  public float[] values() {
    return values;
  }
}
