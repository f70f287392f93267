package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind BOOLEAN. */
public final class BooleanVector extends ColumnVector {
  private final boolean[] values;

  /**
   * Wraps the arrays.
   *
   * @param values at least {@code size} of them
   * @param nulls true where a value is null; null if none is
   */
  public BooleanVector(int size, boolean[] values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, values.length);
    this.values = values;
  }

  /** The values, at least {@link #size} of them. */
  public boolean[] values() {
    return values;
  }
}
