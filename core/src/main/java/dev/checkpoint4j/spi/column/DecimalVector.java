package dev.checkpoint4j.spi.column;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Values of kind DECIMAL. */
public final class DecimalVector extends ColumnVector {
  private final @Nullable BigDecimal[] values;

  /**
   * Wraps the arrays.
   *
   * @param values at least {@code size} of them
   * @param nulls true where a value is null; null if none is
   */
  public DecimalVector(int size, @Nullable BigDecimal[] values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, values.length);
    this.values = values;
  }

  /** The values, at least {@link #size} of them. */
  public @Nullable BigDecimal[] values() {
    return values;
  }
}
