package dev.checkpoint4j.spi.column;

import dev.checkpoint4j.schema.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one column, one after the other. Each value is added in one call, or piece by
 * piece: a list is the values added to {@link #elements} and then {@link #endList}, a struct one
 * value added to each {@link #field} and then {@link #endStruct}. Where a call fails, what the
 * column holds is undefined. Used by one thread at a time.
 *
 * <pre>{@code
 * tags.elements().addString("billing");
 * tags.elements().addString("refund");
 * tags.endList();
 * }</pre>
 */
public interface ColumnAppender {
  /** Adds one canonical value to each of some columns. */
  static void addRow(@Nullable Object[] row, List<? extends ColumnAppender> columns) {
    for (int i = 0; i < row.length; i++) {
      columns.get(i).add(row[i]);
    }
  }

  /** Adds a null. */
  void addNull();

  /**
   * Adds a canonical value, as {@link ColumnType} defines it; null for a null.
   *
   * @throws ClassCastException if it is of another class
   */
  void add(@Nullable Object canonical);

  /** Adds a value to a column of kind BOOLEAN. */
  default void addBoolean(boolean value) {
    add(value);
  }

  /** Adds a value to a column of kind INT32. */
  default void addInt(int value) {
    add(value);
  }

  /** Adds a value to a column of kind INT64. */
  default void addLong(long value) {
    add(value);
  }

  /** Adds a value to a column of kind FLOAT32. */
  default void addFloat(float value) {
    add(value);
  }

  /** Adds a value to a column of kind FLOAT64. */
  default void addDouble(double value) {
    add(value);
  }

  /** Adds a value without unpaired surrogates to a column of kind STRING or JSON. */
  default void addString(String value) {
    add(value);
  }

  /**
   * Where the elements of a list go.
   *
   * @throws UnsupportedOperationException if the column is of another kind than LIST
   */
  default ColumnAppender elements() {
    throw new UnsupportedOperationException("not a column of lists");
  }

  /**
   * Ends a list that holds the elements added since the last one.
   *
   * @throws UnsupportedOperationException if the column is of another kind than LIST
   */
  default void endList() {
    throw new UnsupportedOperationException("not a column of lists");
  }

  /**
   * Where the values of a field go.
   *
   * @param index its place among the fields of the type
   * @throws UnsupportedOperationException if the column is of another kind than STRUCT
   */
  default ColumnAppender field(int index) {
    throw new UnsupportedOperationException("not a column of structs");
  }

  /**
   * Ends a struct, each field of which has been given one value since the last one.
   *
   * @throws UnsupportedOperationException if the column is of another kind than STRUCT
   */
  default void endStruct() {
    throw new UnsupportedOperationException("not a column of structs");
  }
}
