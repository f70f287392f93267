package dev.checkpoint4j.sql;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rows of a version, whether they are what was saved or not, and tells what they add up
 * to.
 */
final class Scan {
  private static final long PAGE_ROW_BYTES = 4096;

  private long rows;
  private long sum;
  private String digest = "";

  private Scan() {}

  /** Looks at each row. */
  @FunctionalInterface
  interface Visitor {
    void visit(StoredRow row) throws SQLException;
  }

  /**
   * Reads on.
   *
   * @throws CorruptCheckpointException if a row is no record of the schema
   */
  static Scan of(Tx tx, Stored stored, String where, Visitor visitor) throws SQLException {
    Scan scan = new Scan();
    var decoder =
        RecordCodec.decoder(stored.spec(), RecordBinding.of(TypeRef.mapRow()), stored.schema());
    RowDigest all = new RowDigest(stored.spec());
    try (RowPages pages =
        new RowPages(tx, stored.spec(), stored.rowset(), Sql.ALWAYS, PAGE_ROW_BYTES)) {
      for (List<StoredRow> page = pages.next(); !page.isEmpty(); page = pages.next()) {
        for (StoredRow row : page) {
          visitor.visit(row);
          scan.rows++;
          scan.sum += RowCheck.of(row.position(), row.values());
          all.add(row.values());
          decoder.record(row.values());
        }
      }
    } catch (RowProblem problem) {
      throw new CorruptCheckpointException(
          where + ", row " + (scan.rows + 1) + ": " + problem.getMessage());
    }
    scan.digest = all.hex();
    return scan;
  }

  /**
   * Reads all rows and compares them with what was saved.
   *
   * @return how many there are
   * @throws CorruptCheckpointException if they are not the same
   */
  static long requireIntact(Tx tx, Stored stored, String where) throws SQLException {
    Scan scan = of(tx, stored, where, row -> requireIntact(row, where));
    boolean others =
        scan.sum != stored.sum() || stored.digest().filter(d -> !d.equals(scan.digest)).isPresent();
    if (scan.rows != stored.rows() || others) {
      throw others(stored.rows(), scan.rows, where);
    }
    return scan.rows;
  }

  static void requireIntact(StoredRow row, String where) {
    if (!row.isIntact()) {
      throw new CorruptCheckpointException(
          where
              + ", row "
              + (row.position() + 1)
              + ": it was changed behind the library's back. Restore the database, or delete the"
              + " checkpoint");
    }
  }

  static CorruptCheckpointException others(long expected, long found, String where) {
    return new CorruptCheckpointException(
        where
            + ": expected "
            + expected
            + " rows but found "
            + (found == expected ? "others" : found)
            + ". Restore the database, or delete the checkpoint");
  }

  long rows() {
    return rows;
  }

  long sum() {
    return sum;
  }

  @Nullable String digest() {
    return digest;
  }
}
