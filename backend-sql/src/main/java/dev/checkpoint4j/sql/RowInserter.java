package dev.checkpoint4j.sql;

import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the records of one save in batches. While the database takes one, another thread encodes
 * the next. Used by one thread; closed by the caller.
 */
final class RowInserter<T> implements AutoCloseable {
  private static final int BATCH_ROWS = 512;
  private static final long BATCH_BYTES = 4 << 20;
  private static final long FIRST_ROW_BYTES = 64 << 10;

  private final Database database;
  private final Spec spec;
  private final long rowset;
  private final PreparedStatement rows;
  private final RowDigest digest;
  private final List<ChildInserter> children = new ArrayList<>();
  private final RecordCodec.Encoder<T> encoder;
  private final String where;
  private final Workers workers = new Workers(2);
  private final Workers.InOrder<Batch<T>> encoding = workers.inOrder();
  private Batch<T> filling = new Batch<>(0);
  private long inserted;
  private long bytes;
  private long sum;

  /**
   * @param where begins the message about a record that cannot be kept
   */
  RowInserter(Tx tx, Spec spec, long rowset, RecordCodec.Encoder<T> encoder, String where)
      throws SQLException {
    this.encoder = encoder;
    this.where = where;
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

  /** Adds a record; sent at the latest by {@link #finish}. */
  void add(T record) throws SQLException {
    filling.records.add(record);
    if (filling.records.size() >= batchRows()) {
      Batch<T> full = filling;
      filling = new Batch<>(full.first + full.records.size());
      // Two are never encoded at once. This one is while the database takes the one before it.
      Batch<T> before = encoding.isEmpty() ? null : encoded();
      encoding.submit(() -> encode(full));
      if (before != null) {
        insert(before);
      }
    }
  }

  /** As many rows as memory should hold, going by those before. */
  private int batchRows() {
    long rowBytes = inserted == 0 ? FIRST_ROW_BYTES : Math.max(1, bytes / inserted);
    return (int) Math.max(1, Math.min(BATCH_ROWS, BATCH_BYTES / rowBytes));
  }

  private Batch<T> encode(Batch<T> batch) {
    for (int i = 0; i < batch.records.size(); i++) {
      long position = batch.first + i;
      try {
        @Nullable Object[] values = encoder.values(batch.records.get(i));
        digest.add(values);
        batch.rows.add(
            new StoredRow(position, isEscaped(values), RowCheck.of(position, values), values));
      } catch (RowProblem problem) {
        throw problem.at(where + ", row " + (position + 1));
      }
    }
    return batch;
  }

  private Batch<T> encoded() {
    try {
      return encoding.take();
    } catch (IOException e) {
      throw new IllegalStateException("Encoding reads no files", e);
    }
  }

  private void insert(Batch<T> batch) throws SQLException {
    long inBatch = 0;
    for (StoredRow row : batch.rows) {
      long size = bind(row);
      inserted++;
      sum += row.check();
      bytes += size;
      inBatch += size;
      if (inBatch > BATCH_BYTES) {
        send();
        inBatch = 0;
      }
    }
    send();
  }

  private void send() throws SQLException {
    rows.executeBatch();
    for (ChildInserter child : children) {
      child.flush();
    }
  }

  private long bind(StoredRow row) throws SQLException {
    rows.setLong(1, rowset);
    rows.setLong(2, row.position());
    rows.setInt(3, row.escaped() ? 1 : 0);
    rows.setLong(4, row.check());
    int at = 5;
    long size = 0;
    for (int i = 0; i < row.values().length; i++) {
      Cell cell = spec.cells().get(i);
      cell.bind(database, rows, at, row.values()[i], row.escaped());
      at += cell.columns().size();
      size += cell.bytes(row.values()[i]);
    }
    rows.addBatch();
    for (ChildInserter child : children) {
      child.add(row.values(), row.escaped());
    }
    return size;
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

  /** Sends what is left. */
  void finish() throws SQLException {
    while (!encoding.isEmpty()) {
      insert(encoded());
    }
    insert(encode(filling));
    filling = new Batch<>(inserted);
  }

  long count() {
    return inserted;
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
    workers.close();
    try (PreparedStatement closing = rows) {
      for (ChildInserter child : children) {
        child.statement.close();
      }
    }
  }

  /** Records that are encoded together. */
  private static final class Batch<T> {
    final long first;
    final List<T> records = new ArrayList<>();
    final List<StoredRow> rows = new ArrayList<>();

    Batch(long first) {
      this.first = first;
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
      statement.setLong(3, inserted);
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
