package dev.checkpoint4j.spi;

import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.internal.query.FilterCompiler;
import dev.checkpoint4j.internal.query.Node;
import dev.checkpoint4j.internal.query.PathChecker;
import dev.checkpoint4j.internal.query.VectorRows;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.column.CanonicalReader;
import dev.checkpoint4j.spi.column.ColumnBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private final RecordSchema schema;
  private @Nullable MapRows maps;
  private boolean anyRow;

  private RowFilter(Node node, List<String> columns, RecordSchema schema) {
    this.node = node;
    this.schema = schema;
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

  /** The names in a filter's path, from the column down. */
  public static List<String> names(String path) {
    return ColumnPath.parse(path);
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

  /**
   * Whether the filter is true for each row of a batch. Conditions on plain numbers, booleans and
   * strings look at whole columns.
   *
   * @param batch of the schema that the filter was compiled with; only {@link #columns} are looked
   *     at
   * @throws RowProblem if a value cannot be read
   */
  public boolean[] test(ColumnBatch batch) {
    anyRow |= batch.rows() > 0;
    return node.areTrue(new VectorRows(batch, schema, row -> maps().read(batch, row)));
  }

  private MapRows maps() {
    MapRows known = maps;
    if (known == null) {
      known = new MapRows(schema, columns);
      maps = known;
    }
    return known;
  }

  /** Rows of a batch as maps. */
  private static final class MapRows {
    private final RecordSchema schema;
    private final RowReader<Map<String, Object>> reader;
    private final Map<Integer, CanonicalReader> values = new HashMap<>();

    MapRows(RecordSchema schema, List<String> columns) {
      this.schema = schema;
      this.reader = RecordBinding.ofColumns(columns).rowReader(schema);
      for (String column : columns) {
        int index = schema.indexOf(column);
        values.put(index, CanonicalReader.of(schema.columns().get(index).type()));
      }
    }

    Map<String, Object> read(ColumnBatch batch, int row) {
      @Nullable Object[] canonical = new @Nullable Object[schema.columns().size()];
      values.forEach(
          (index, value) ->
              canonical[index] =
                  value.read(Objects.requireNonNull(batch.columns().get(index)), row));
      return reader.read(canonical);
    }
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
