package dev.checkpoint4j.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes rows: one JSON object a line, or tables of some rows each. */
final class RowPrinter {
  private static final int TABLE_ROWS = 1_000;

  private RowPrinter() {}

  static void print(Stream<Map<String, Object>> rows, Output output) {
    if (output.isJson()) {
      rows.forEach(output::json);
      return;
    }
    Iterator<Map<String, Object>> left = rows.iterator();
    while (left.hasNext()) {
      List<Map<String, Object>> some = new ArrayList<>();
      while (left.hasNext() && some.size() < TABLE_ROWS) {
        some.add(left.next());
      }
      output.table(table(some, output));
    }
  }

  private static Table table(List<Map<String, Object>> rows, Output output) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    Table table = new Table(columns.toArray(String[]::new));
    for (Map<String, Object> row : rows) {
      table.add(columns.stream().map(c -> cell(row, c, output)).toArray(String[]::new));
    }
    return table;
  }

  private static String cell(Map<String, Object> row, String column, Output output) {
    Object value = row.get(column);
    if (value == null) {
      return row.containsKey(column) ? "null" : "";
    }
    boolean plain = value instanceof CharSequence || value instanceof Number;
    return plain ? value.toString() : output.text(value);
  }
}
