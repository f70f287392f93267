package dev.checkpoint4j.schema;

import java.util.Objects;

/**
 * A named column, or a named field of a struct. Immutable.
 *
 * @param name as stored; never empty
 * @param type its logical type
 * @param nullable whether a value may be null
 * @param absent what a null in a columnar format stands for in rows with no class: false for a key
 *     with the value null, true for a key that is missing; always false for columns of a class
 */
public record Column(String name, ColumnType type, boolean nullable, boolean absent) {
  /** Checks the name. */
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  /** A column whose nulls are nulls. */
  public static Column of(String name, ColumnType type, boolean nullable) {
    return new Column(name, type, nullable, false);
  }
}
