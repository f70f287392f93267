package dev.checkpoint4j.internal.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value lies in a row. Immutable. */
final class RowPath {
  private final String column;
  private final String[] below;

  RowPath(List<String> names) {
    this.column = names.get(0);
    this.below = names.subList(1, names.size()).toArray(String[]::new);
  }

  String column() {
    return column;
  }

  String[] below() {
    return below;
  }

  /** The value; null if it, or something on the way, is null, missing or has no parts. */
  @Nullable Object in(Map<String, Object> row) {
    Object value = row.get(column);
    for (String name : below) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }
}
