package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/** Values of kind MAP: the entries of all of them in two vectors, and where each map begins. */
public final class MapVector extends ColumnVector {
  private final int[] offsets;
  private final StringVector keys;
  private final ColumnVector values;

  /**
   * Wraps the arrays.
   *
   * @param offsets {@code size + 1} of them, ascending from 0; a null holds no entries
   * @param keys at least {@code offsets[size]} of them, none null
   * @param values as many as keys
   * @param nulls true where a map is null; null if none is
   */
  public MapVector(
      int size, int[] offsets, StringVector keys, ColumnVector values, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size + 1, offsets.length);
    requireLength(offsets[size], Math.min(keys.size(), values.size()));
    this.offsets = offsets;
    this.keys = keys;
    this.values = values;
  }

  /** Where each map begins, and the last ends. */
  public int[] offsets() {
    return offsets;
  }

  /** The keys of all entries. */
  public StringVector keys() {
    return keys;
  }

  /** The values of all entries. */
  public ColumnVector values() {
    return values;
  }
}
