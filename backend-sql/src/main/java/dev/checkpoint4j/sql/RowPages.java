package dev.checkpoint4j.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a rowset page by page, in order, in the snapshot of one transaction: by a
 * statement for each page, which goes on behind the last position of the one before on the primary
 * key, or by a cursor. Either takes memory for a page, and lets the lists of its rows be read on
 * the same connection.
 */
final class RowPages implements AutoCloseable {
  private static final int MAX_ROWS = 2048;
  private static final long PAGE_BYTES = 4 << 20;

  private final Tx tx;
  private final Spec spec;
  private final long rowset;
  private final Sql condition;
  private final int pageRows;
  private final PreparedStatement query;
  private final boolean byCursor;
  private @Nullable ResultSet cursor;
  private long last = -1;
  private boolean ended;

  /**
   * @param bytesPerRow about how large a row is
   */
  RowPages(Tx tx, Spec spec, long rowset, Sql condition, long bytesPerRow) throws SQLException {
    this.tx = tx;
    this.spec = spec;
    this.rowset = rowset;
    this.condition = condition;
    this.pageRows = pageRows(bytesPerRow);
    this.byCursor = byCursor(tx.database());
    this.query = tx.connection().prepareStatement(sql(spec, condition, byCursor ? 0 : pageRows));
    this.query.setFetchSize(pageRows);
  }

  /** The number of the last row of the last page that was read, counted from 1; 0 before. */
  long last() {
    return last + 1;
  }

  private static int pageRows(long bytesPerRow) {
    return (int) Math.max(1, Math.min(MAX_ROWS, PAGE_BYTES / Math.max(1, bytesPerRow)));
  }

  /**
   * PostgreSQL's planner, which knows nothing yet of rows that were just saved, may sort all of
   * them for each page; its driver keeps a page of an open statement in memory, and others beside.
   */
  static boolean byCursor(Database database) {
    return database == Database.POSTGRESQL;
  }

  /** The statement that runs, without the values of its parameters. */
  static String sql(Database database, Spec spec, Sql condition, long bytesPerRow) {
    return sql(spec, condition, byCursor(database) ? 0 : pageRows(bytesPerRow));
  }

  private static String sql(Spec spec, Sql condition, int limit) {
    return "select position, is_escaped, row_check, "
        + String.join(", ", spec.columns())
        + " from "
        + spec.table()
        + " where rowset_id = ? and position > ?"
        + (condition.equals(Sql.ALWAYS) ? "" : " and " + condition.text())
        + " order by position"
        + (limit == 0 ? "" : " limit " + limit);
  }

  /** The next rows; empty after the last. */
  List<StoredRow> next() throws SQLException {
    List<StoredRow> page = new ArrayList<>();
    if (ended) {
      return page;
    }
    if (byCursor) {
      readOn(page);
    } else {
      try (ResultSet found = execute()) {
        while (found.next()) {
          page.add(row(found));
        }
      }
    }
    ended = page.size() < pageRows;
    if (!page.isEmpty()) {
      last = page.get(page.size() - 1).position();
      for (int i = 0; i < spec.cells().size(); i++) {
        if (spec.cells().get(i) instanceof ChildrenCell cell) {
          readChildren(cell, i, page);
        }
      }
    }
    return page;
  }

  private ResultSet execute() throws SQLException {
    query.setLong(1, rowset);
    query.setLong(2, last);
    condition.bind(query, 3);
    return query.executeQuery();
  }

  /** Takes the next rows of the one statement that runs; the driver fetches them by pages. */
  private void readOn(List<StoredRow> page) throws SQLException {
    if (cursor == null) {
      cursor = execute();
    }
    while (page.size() < pageRows && cursor.next()) {
      page.add(row(cursor));
    }
  }

  private StoredRow row(ResultSet found) throws SQLException {
    boolean escaped = found.getInt(2) != 0;
    @Nullable Object[] values = new @Nullable Object[spec.cells().size()];
    int at = 4;
    for (int i = 0; i < values.length; i++) {
      Cell cell = spec.cells().get(i);
      values[i] = cell.read(found, at, escaped);
      at += cell.columns().size();
    }
    return new StoredRow(found.getLong(1), escaped, found.getLong(3), values);
  }

  @SuppressWarnings("unchecked") // the cell made the list
  private void readChildren(ChildrenCell cell, int index, List<StoredRow> page)
      throws SQLException {
    Map<Long, StoredRow> parents = new HashMap<>();
    page.forEach(row -> parents.put(row.position(), row));
    String columns =
        cell.cells().stream().flatMap(c -> c.columns().stream()).collect(Collectors.joining(", "));
    try (PreparedStatement children =
            tx.connection()
                .prepareStatement(
                    "select parent_position, "
                        + (cell.struct() ? "is_null, " : "")
                        + columns
                        + " from "
                        + cell.table()
                        + " where rowset_id = ? and "
                        + among(page)
                        + " order by parent_position, position");
        ResultSet found = execute(children)) {
      while (found.next()) {
        StoredRow parent = parents.get(found.getLong(1));
        if (parent != null && parent.values()[index] instanceof List<?> elements) {
          ((List<@Nullable Object>) elements).add(element(cell, found, parent.escaped()));
        }
      }
    }
  }

  private ResultSet execute(PreparedStatement children) throws SQLException {
    children.setLong(1, rowset);
    return children.executeQuery();
  }

  /** The parents of a page: a range where it is dense, else each by its number. */
  private static String among(List<StoredRow> page) {
    long first = page.get(0).position();
    long end = page.get(page.size() - 1).position();
    if (end - first < 2L * page.size()) {
      return "parent_position between " + first + " and " + end;
    }
    return page.stream()
        .map(row -> Long.toString(row.position()))
        .collect(Collectors.joining(", ", "parent_position in (", ")"));
  }

  private static @Nullable Object element(ChildrenCell cell, ResultSet found, boolean escaped)
      throws SQLException {
    if (!cell.struct()) {
      return cell.cells().get(0).read(found, 2, escaped);
    }
    if (found.getInt(2) != 0) {
      return null;
    }
    @Nullable Object[] fields = new @Nullable Object[cell.cells().size()];
    int at = 3;
    for (int i = 0; i < fields.length; i++) {
      fields[i] = cell.cells().get(i).read(found, at, escaped);
      at += cell.cells().get(i).columns().size();
    }
    return fields;
  }

  @Override
  public void close() throws SQLException {
    query.close();
  }
}
