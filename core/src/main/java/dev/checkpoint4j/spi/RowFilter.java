package dev.checkpoint4j.spi;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.List;
import java.util.Map;

/**
 * Evaluates a filter on rows: the reference for every backend. Made for one query and used by one
 * thread at a time.
 *
 * <p>A row is a map as {@link RecordBinding#ofColumns} reads it: values of the stored schema's
 * types where it names the column (an {@link java.time.Instant} for a timestamp, a map for a
 * struct), plain JSON values elsewhere.
 */
public final class RowFilter {
  private RowFilter() {}

  /**
   * Checks a filter against the columns and prepares it.
   *
   * @param schema the columns known
   * @param open whether rows may have others, as in files without a manifest
   * @throws dev.checkpoint4j.InvalidQueryException if a column is unknown (the nearest one is
   *     named) or a constant can never be compared with it
   */
  public static RowFilter compile(Filter filter, RecordSchema schema, boolean open) {
    throw new IllegalStateException("replaced by the query helper: " + filter + schema + open);
  }

  /** The top-level columns that the filter looks at, each once. */
  public List<String> columns() {
    throw new IllegalStateException();
  }

  /** Whether the filter is true for a row. */
  public boolean test(Map<String, Object> row) {
    throw new IllegalStateException("" + row);
  }

  /** Whether every column of the filter is in the schema or was in some row. */
  public boolean allColumnsSeen() {
    throw new IllegalStateException();
  }

  /**
   * Called after the last row.
   *
   * @throws dev.checkpoint4j.InvalidQueryException if there were rows and a column of the filter
   *     was in none of them
   */
  public void finish() {
    throw new IllegalStateException();
  }
}
