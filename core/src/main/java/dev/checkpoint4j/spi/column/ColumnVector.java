package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/**
 * The values of one column for some rows, as plain arrays that are handed out without a copy and
 * must not be changed. Where a value is null, the array holds an unspecified filler. Safe to read
 * from many threads once made.
 */
public abstract sealed class ColumnVector
    permits BinaryVector,
        BooleanVector,
        DecimalVector,
        DoubleVector,
        FloatVector,
        IntVector,
        ListVector,
        LongVector,
        MapVector,
        StringVector,
        StructVector,
        TimestampVector {
  private final int size;
  private final boolean @Nullable [] nulls;

  /**
   * For the subclasses.
   *
   * @param size the number of values
   * @param nulls true where a value is null; null if none is
   */
  ColumnVector(int size, boolean @Nullable [] nulls) {
    if (nulls != null && nulls.length < size) {
      throw new IllegalArgumentException(
          "A vector of " + size + " values has only " + nulls.length + " null flags");
    }
    this.size = size;
    this.nulls = nulls;
  }

  /** The number of values, nulls among them. */
  public final int size() {
    return size;
  }

  /** Whether the value at an index is null. */
  public final boolean isNull(int index) {
    return nulls != null && nulls[index];
  }

  /** True where a value is null; null if none is. May be longer than {@link #size}. */
  public final boolean @Nullable [] nulls() {
    return nulls;
  }

  static void requireLength(int size, int length) {
    if (length < size) {
      throw new IllegalArgumentException(
          "A vector of " + size + " values has only " + length + " entries");
    }
  }
}
