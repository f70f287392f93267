package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.StepLog;
import java.io.ByteArrayOutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The log of a half-done step as rows of {@code c4j_step_part}: each part in pieces that every
 * server takes in one packet, with its CRC32C. Each change is one transaction, in which the lease
 * is looked at again.
 */
final class SqlStepLog implements StepLog {
  private static final int PIECE_BYTES = 4 << 20;
  private static final String PARTS = " from c4j_step_part where run_id = ? and name = ?";
  private static final String INSERT =
      "insert into c4j_step_part (run_id, name, position, piece, part_check, body) values (?, ?, ?,"
          + " ?, ?, ?)";

  private final Transactions transactions;
  private final CheckpointEntity.Key key;
  private final StepLease lease;
  private final String where;
  private int size;
  private boolean failed;

  SqlStepLog(Transactions transactions, CheckpointEntity.Key key, StepLease lease, String where) {
    this.transactions = transactions;
    this.key = key;
    this.lease = lease;
    this.where = where;
  }

  /**
   * Counts the parts.
   *
   * @throws CorruptCheckpointException if one is missing
   */
  void look() {
    size =
        transactions.read(
            where,
            0,
            tx -> {
              try (PreparedStatement query =
                      prepare(tx, "select count(distinct position), max(position)" + PARTS);
                  ResultSet found = query.executeQuery()) {
                found.next();
                int count = found.getInt(1);
                if (count > 0 && found.getInt(2) != count - 1) {
                  throw corrupt("some of its parts are missing");
                }
                return count;
              }
            });
  }

  private PreparedStatement prepare(Tx tx, String sql) throws SQLException {
    PreparedStatement statement = tx.connection().prepareStatement(sql);
    statement.setString(1, key.runId());
    statement.setString(2, key.name());
    return statement;
  }

  private CorruptCheckpointException corrupt(String problem) {
    return new CorruptCheckpointException(
        where
            + ": the log of its half-done step in run "
            + key.runId()
            + " is damaged: "
            + problem
            + ". Restore the database, or discardStep(\""
            + key.name()
            + "\") to compute its rows again");
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] read(int part) {
    return transactions.read(where, new byte[0], tx -> read(tx, part));
  }

  private byte[] read(Tx tx, int part) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long check = -1;
    try (PreparedStatement query =
        prepare(tx, "select part_check, body" + PARTS + " and position = ? order by piece")) {
      query.setInt(3, part);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          check = found.getLong(1);
          bytes.writeBytes(found.getBytes(2));
        }
      }
    }
    byte[] whole = bytes.toByteArray();
    if (check != check(whole)) {
      throw corrupt("part " + (part + 1) + " is not what was written");
    }
    return whole;
  }

  private static long check(byte[] part) {
    CRC32C crc = new CRC32C();
    crc.update(part, 0, part.length);
    return crc.getValue();
  }

  @Override
  public void append(byte[] part) {
    change(
        tx -> {
          Versions.requireOpen(tx.session().get(RunEntity.class, key.runId()), key.runId(), where);
          insert(tx, size, part);
        });
    size++;
  }

  @Override
  public void replace(List<byte[]> parts) {
    if (size > 0 || !parts.isEmpty()) {
      rewrite(parts);
    }
  }

  void rewrite(List<byte[]> parts) {
    failed = false;
    change(
        tx -> {
          try (PreparedStatement delete = prepare(tx, "delete" + PARTS)) {
            delete.executeUpdate();
          }
          for (int i = 0; i < parts.size(); i++) {
            insert(tx, i, parts.get(i));
          }
        });
    size = parts.size();
  }

  private interface Change {
    void apply(Tx tx) throws SQLException;
  }

  private void change(Change change) {
    if (failed) {
      // What is there is not known, and so not where the next part goes.
      throw new CheckpointIOException(
          where + ": writing its log failed before; close the step and open it again");
    }
    failed = true;
    transactions.write(
        where,
        tx -> {
          lease.require(tx);
          change.apply(tx);
          return key;
        });
    failed = false;
  }

  private void insert(Tx tx, int position, byte[] part) throws SQLException {
    try (PreparedStatement insert = prepare(tx, INSERT)) {
      insert.setInt(3, position);
      insert.setLong(5, check(part));
      for (int piece = 0, from = 0; from < part.length || piece == 0; piece++) {
        int end = Math.min(part.length, from + PIECE_BYTES);
        insert.setInt(4, piece);
        insert.setBytes(6, Arrays.copyOfRange(part, from, end));
        insert.executeUpdate();
        from = end;
      }
    }
  }

  @Override
  public void close() {
    lease.close();
  }
}
