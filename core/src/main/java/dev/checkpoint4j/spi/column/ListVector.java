package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind LIST: the elements of all of them in one vector, and where each begins. */
public final class ListVector extends ColumnVector {
  private final int[] offsets;
  private final ColumnVector elements;

  /**
   * Wraps the arrays.
   *
   * @param offsets {@code size + 1} of them, ascending from 0: list {@code i} holds the elements
   *     from {@code offsets[i]} to before {@code offsets[i + 1]}; a null holds none
   * @param elements at least {@code offsets[size]} of them
   * @param nulls true where a value is null; null if none is
   */
  public ListVector(int size, int[] offsets, ColumnVector elements, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size + 1, offsets.length);
    requireLength(offsets[size], elements.size());
    this.offsets = offsets;
    this.elements = elements;
  }

  /** Where each list begins, and the last ends. */
  public int[] offsets() {
    return offsets;
  }

  /** The elements of all lists. */
  public ColumnVector elements() {
    return elements;
  }
}
