package dev.checkpoint4j.spi;

import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.internal.query.FilterCompiler;
import dev.checkpoint4j.internal.query.Node;
import dev.checkpoint4j.internal.query.PathChecker;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evaluates a filter on rows: the reference for every backend. Made for one query and used by one
 * thread at a time.
 *
 * <p>A row is a map as {@link RecordBinding#ofColumns} reads it: values of the stored schema's
 * types where it names the column (an {@link java.time.Instant} for a timestamp, a map for a
 * struct), plain JSON values elsewhere.
 */
public final class RowFilter {
  private static final int MAX_NAMES_KEPT = 200;

  private final Node node;
  private final List<String> columns;
  private final Set<String> known;
  private final List<String> unseen;
  private boolean anyRow;

  private RowFilter(Node node, List<String> columns, RecordSchema schema) {
    this.node = node;
    this.columns = columns;
    this.known = new LinkedHashSet<>(schema.names());
    this.unseen = new ArrayList<>(columns);
    unseen.removeAll(known);
  }

  /**
   * Checks a filter against the columns and prepares it.
   *
   * @param schema the columns known
   * @param open whether rows may have others, as in files without a manifest
   * @throws dev.checkpoint4j.InvalidQueryException if a column is unknown (the nearest one is
   *     named), a constant can never be compared with it, or the filter is nested too deep
   */
  public static RowFilter compile(Filter filter, RecordSchema schema, boolean open) {
    Node node = FilterCompiler.compile(filter, schema, open);
    Set<String> columns = new LinkedHashSet<>();
    for (String path : filter.paths()) {
      columns.add(ColumnPath.parse(path).get(0));
    }
    return new RowFilter(node, List.copyOf(columns), schema);
  }

  /** The top-level columns that the filter looks at, each once, in the order of the filter. */
  public List<String> columns() {
    return columns;
  }

  /** Whether the filter is true for a row. */
  public boolean test(Map<String, Object> row) {
    if (!unseen.isEmpty()) {
      look(row);
    }
    anyRow = true;
    return node.isTrue(row);
  }

  private void look(Map<String, Object> row) {
    unseen.removeIf(row::containsKey);
    if (!unseen.isEmpty() && known.size() < MAX_NAMES_KEPT) {
      known.addAll(row.keySet());
    }
  }

  /** Whether every column of the filter is in the schema or was in some row. */
  public boolean allColumnsSeen() {
    return unseen.isEmpty();
  }

  /**
   * Called after the last row.
   *
   * @throws dev.checkpoint4j.InvalidQueryException if there were rows and a column of the filter
   *     was in none of them
   */
  public void finish() {
    if (anyRow && !unseen.isEmpty()) {
      throw PathChecker.unknownColumn(unseen.get(0), known);
    }
  }
}
