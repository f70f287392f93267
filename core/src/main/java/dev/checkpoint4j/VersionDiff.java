package dev.checkpoint4j;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one version differs from another, row by row of the same key.
 *
 * @param from the version compared
 * @param to the version it is compared with
 * @param added rows whose key is new
 * @param removed rows whose key is gone
 * @param changed rows of one key with other values
 * @param changedColumns in how many of these each column differs
 */
public record VersionDiff(
    long from, long to, long added, long removed, long changed, Map<String, Long> changedColumns) {
  /** Copies the map, sorted by column. */
  public VersionDiff {
    SortedMap<String, Long> sorted = new TreeMap<>(changedColumns);
    changedColumns = Collections.unmodifiableSortedMap(sorted);
  }

  /** Whether all rows are the same, in whatever order. */
  public boolean isEmpty() {
    return added + removed + changed == 0;
  }

  /** What became of a row. */
  public enum Kind {
    /** Its key is new. */
    ADDED,
    /** Its key is gone. */
    REMOVED,
    /** Its values are others. */
    CHANGED
  }

  /**
   * One row that differs.
   *
   * @param key its key
   * @param columns for a changed row the columns that differ, sorted
   */
  public record RowChange(Kind kind, Object key, List<String> columns) {
    /** Copies the list. */
    public RowChange {
      columns = List.copyOf(columns);
    }
  }
}
