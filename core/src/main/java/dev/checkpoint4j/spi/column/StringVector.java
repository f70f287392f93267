package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.Nullable;

/**
 * Values of kind STRING or JSON: either one string a value, or a dictionary of strings and one
 * index a value, so that equal strings are one object.
 */
public final class StringVector extends ColumnVector {
  private final @Nullable String[] strings;
  private final int @Nullable [] ids;

  /**
   * Wraps the arrays.
   *
   * @param strings one a value, or the dictionary
   * @param ids for each value its index in {@code strings}; null without a dictionary. Where a
   *     value is null, any valid index
   * @param nulls true where a value is null; null if none is
   */
  public StringVector(
      int size, @Nullable String[] strings, int @Nullable [] ids, boolean @Nullable [] nulls) {
    super(size, nulls);
    requireLength(size, ids == null ? strings.length : ids.length);
    this.strings = strings;
    this.ids = ids;
  }

  /** The string at an index; null where it is null. */
  public @Nullable String get(int index) {
    return isNull(index) ? null : strings[ids == null ? index : ids[index]];
  }

  /** One string a value, or the dictionary if there are {@link #ids}. */
  public @Nullable String[] strings() {
    return strings;
  }

  /** For each value its index in {@link #strings}; null without a dictionary. */
  public int @Nullable [] ids() {
    return ids;
  }
}
