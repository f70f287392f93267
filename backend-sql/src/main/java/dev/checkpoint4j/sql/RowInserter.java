package dev.checkpoint4j.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts the rows of one save in batches. Used by one thread; closed by the caller. */
final class RowInserter implements AutoCloseable {
  private static final int BATCH_ROWS = 512;
  private static final long BATCH_BYTES = 4 << 20;

  private final Database database;
  private final Spec spec;
  private final long rowset;
  private final PreparedStatement rows;
  private final RowDigest digest;
  private final List<ChildInserter> children = new ArrayList<>();
  private long count;
  private long bytes;
  private long sum;
  private int inBatch;
  private long bytesInBatch;

  RowInserter(Tx tx, Spec spec, long rowset) throws SQLException {
    this.database = tx.database();
    this.spec = spec;
    this.rowset = rowset;
    this.digest = new RowDigest(spec);
    this.rows = prepare(tx.connection(), spec.table(), "is_escaped, row_check", spec.columns());
    for (int i = 0; i < spec.cells().size(); i++) {
      if (spec.cells().get(i) instanceof ChildrenCell cell) {
        children.add(new ChildInserter(tx.connection(), cell, i));
      }
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String table, String own, List<String> columns) throws SQLException {
    List<String> all = new ArrayList<>(List.of("rowset_id", "position"));
    all.addAll(List.of(own.split(", ")));
    all.addAll(columns);
    return connection.prepareStatement(
        "insert into "
            + table
            + " ("
            + String.join(", ", all)
            + ") values ("
            + String.join(", ", Collections.nCopies(all.size(), "?"))
            + ")");
  }

  /** Adds a row; sent at the latest by {@link #finish}. */
  void add(@Nullable Object[] values) throws SQLException {
    boolean escaped = isEscaped(values);
    long check = RowCheck.of(count, values);
    digest.add(values);
    rows.setLong(1, rowset);
    rows.setLong(2, count);
    rows.setInt(3, escaped ? 1 : 0);
    rows.setLong(4, check);
    int at = 5;
    long size = 0;
    for (int i = 0; i < values.length; i++) {
      Cell cell = spec.cells().get(i);
      cell.bind(database, rows, at, values[i], escaped);
      at += cell.columns().size();
      size += cell.bytes(values[i]);
    }
    rows.addBatch();
    for (ChildInserter child : children) {
      child.add(values, escaped);
    }
    count++;
    sum += check;
    bytes += size;
    bytesInBatch += size;
    if (++inBatch == BATCH_ROWS || bytesInBatch > BATCH_BYTES) {
      flush();
    }
  }

  /** Only PostgreSQL cannot hold what a text may hold. */
  private boolean isEscaped(@Nullable Object[] values) {
    if (database != Database.POSTGRESQL) {
      return false;
    }
    return spec.equals(Spec.RECORD)
        ? String.valueOf(values[0]).contains("\\u0000")
        : Texts.hasNul(values);
  }

  private void flush() throws SQLException {
    if (inBatch > 0) {
      rows.executeBatch();
      for (ChildInserter child : children) {
        child.flush();
      }
    }
    inBatch = 0;
    bytesInBatch = 0;
  }

  /** Sends what is left. */
  void finish() throws SQLException {
    flush();
  }

  long count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  /** SHA-256 over all rows; ends the counting. */
  String digest() {
    return digest.hex();
  }

  /** The sum of all check values. */
  long sum() {
    return sum;
  }

  @Override
  public void close() throws SQLException {
    try (PreparedStatement closing = rows) {
      for (ChildInserter child : children) {
        child.statement.close();
      }
    }
  }

  /** Inserts the elements of one list of each row. */
  private final class ChildInserter {
    private final ChildrenCell cell;
    private final int index;
    private final PreparedStatement statement;
    private int waiting;

    ChildInserter(Connection connection, ChildrenCell cell, int index) throws SQLException {
      this.cell = cell;
      this.index = index;
      List<String> columns = cell.cells().stream().flatMap(c -> c.columns().stream()).toList();
      this.statement =
          prepare(
              connection,
              cell.table(),
              cell.struct() ? "parent_position, is_null" : "parent_position",
              columns);
    }

    void add(@Nullable Object[] values, boolean escaped) throws SQLException {
      if (values[index] instanceof List<?> elements) {
        int position = 0;
        for (Object element : elements) {
          bind(position++, element, escaped);
          statement.addBatch();
          waiting++;
        }
      }
    }

    private void bind(int position, @Nullable Object element, boolean escaped) throws SQLException {
      statement.setLong(1, rowset);
      statement.setInt(2, position);
      statement.setLong(3, count);
      int at = 4;
      @Nullable Object[] fields = new @Nullable Object[cell.cells().size()];
      if (cell.struct()) {
        statement.setInt(at++, element == null ? 1 : 0);
        fields = element instanceof Object[] given ? given : fields;
      } else {
        fields[0] = element;
      }
      for (int i = 0; i < fields.length; i++) {
        cell.cells().get(i).bind(database, statement, at, fields[i], escaped);
        at += cell.cells().get(i).columns().size();
      }
    }

    void flush() throws SQLException {
      if (waiting > 0) {
        statement.executeBatch();
        waiting = 0;
      }
    }
  }
}
