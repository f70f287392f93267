package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind BINARY, one array each. */
public final class BinaryVector extends ColumnVector {
  private final byte[] @Nullable [] values;

  /**
   * Wraps the arrays.
   *
   * @param values at least {@code size} of them
   * @param nulls true where a value is null; null if none is
   */
  public BinaryVector(int size, byte[] @Nullable [] values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, values.length);
    this.values = values;
  }

  /** The values, at least {@link #size} of them. */
  public byte[] @Nullable [] values() {
    return values;
  }
}
