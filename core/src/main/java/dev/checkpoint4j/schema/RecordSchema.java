package dev.checkpoint4j.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a checkpoint, and the Java types of the values that have no declared one.
 * Immutable.
 *
 * @param columns in stored order; names are unique
 * @param untyped for values with no declared type (in {@code Map<String, Object>}, {@code Object}),
 *     where JSON text alone would give back another Java class: a place to the name of its type, as
 *     {@code docs/format/untyped-values.md} defines it; empty where nothing needs saying
 */
public record RecordSchema(List<Column> columns, Map<String, String> untyped) {
  /** No columns known. */
  public static final RecordSchema EMPTY = new RecordSchema(List.of(), Map.of());

  /** Copies both and checks that names are unique. */
  public RecordSchema {
    columns = List.copyOf(columns);
    untyped = Map.copyOf(untyped);
    long distinct = columns.stream().map(Column::name).distinct().count();
    if (distinct != columns.size()) {
      throw new IllegalArgumentException(
          "Column names must be unique but were " + columns.stream().map(Column::name).toList());
    }
  }

  /** The column of this name, if there is one. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** The position of a column, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The columns' names, in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
