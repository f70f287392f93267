package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;

/**
 * How a field is read.
 *
 * @param field where the values lie
 * @param column what they are for the reader of the checkpoint
 * @param isDirect whether the field's own buffers hold the column's values as they are, so that a
 *     filter may look at them
 */
record Plan(Field field, Column column, ColumnReader reader, boolean isDirect) {
  static Plan of(Field field, String name, ColumnType type, ColumnReader reader) {
    return new Plan(field, Column.of(name, type, true), reader, true);
  }

  /** For values that are made from what lies there. */
  static Plan made(Field field, String name, ColumnType type, ColumnReader reader) {
    return new Plan(field, Column.of(name, type, true), reader, false);
  }

  ColumnType type() {
    return column.type();
  }

  /** The same as a list's elements. */
  static ColumnType listOf(Plan element) {
    return ColumnType.listOf(element.type(), true);
  }
}
