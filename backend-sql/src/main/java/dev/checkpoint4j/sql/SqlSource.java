package dev.checkpoint4j.sql;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowFilter;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one rowset in one transaction: the database drops what it can, core's filter
 * decides about the rest, and each row that is handed out is compared with its check value.
 */
final class SqlSource<T> implements RecordSource<T> {
  private final Tx tx;
  private final String where;
  private final Stored stored;
  private final ReadPlan<T> plan;
  private final RecordCodec.Decoder<T> decoder;
  private final RecordCodec.Decoder<Map<String, Object>> columns;
  private final RowFilter filter;
  private final TwoSided condition;
  private @Nullable RowPages pages;
  private long left;
  private long seen;
  private long sum;
  private boolean ended;

  SqlSource(Tx tx, Stored stored, ReadPlan<T> plan, String where) {
    this.tx = tx;
    this.where = where;
    this.stored = stored;
    this.plan = plan;
    this.left = plan.limit();
    RecordSchema schema = stored.schema();
    plan.checkColumns(schema);
    boolean open = schema.equals(RecordSchema.EMPTY);
    this.filter = RowFilter.compile(plan.filter(), open ? plan.binding().schema() : schema, open);
    this.condition =
        plan.filter().isAll()
            ? new TwoSided(Sql.ALWAYS, Sql.NEVER, true)
            : Leaves.conditions(stored.spec(), schema, tx.database()).of(plan.filter());
    try {
      this.decoder = RecordCodec.decoder(stored.spec(), plan.binding(), schema);
      this.columns =
          RecordCodec.decoder(stored.spec(), RecordBinding.ofColumns(filter.columns()), schema);
    } catch (RowProblem problem) {
      throw problem.at(where);
    }
  }

  @Override
  public @Nullable List<T> nextBatch() {
    try (Interrupts shield = new Interrupts()) {
      if (ended || left == 0) {
        return null;
      }
      List<StoredRow> page = page();
      if (page.isEmpty()) {
        ended = true;
        finish();
        return null;
      }
      return records(page);
    } catch (SQLException e) {
      throw tx.failed(e);
    }
  }

  /** Makes the records of a page on another thread while the database gives the next one. */
  @Override
  public List<T> readAll() {
    if (ended || plan.limit() != Long.MAX_VALUE) {
      return RecordSource.super.readAll();
    }
    List<T> all = new ArrayList<>();
    try (Interrupts shield = new Interrupts();
        Workers workers = new Workers(2)) {
      Workers.InOrder<List<T>> decoding = workers.inOrder();
      for (List<StoredRow> page = page(); !page.isEmpty(); page = page()) {
        while (!decoding.isEmpty()) {
          all.addAll(decoding.take());
        }
        List<StoredRow> next = page;
        decoding.submit(() -> records(next));
      }
      while (!decoding.isEmpty()) {
        all.addAll(decoding.take());
      }
      ended = true;
      finish();
      return all;
    } catch (SQLException e) {
      throw tx.failed(e);
    } catch (IOException e) {
      throw new IllegalStateException("Decoding reads no files", e);
    }
  }

  private List<StoredRow> page() throws SQLException {
    if (pages == null) {
      pages = new RowPages(tx, stored.spec(), stored.rowset(), condition.whenTrue(), bytesPerRow());
    }
    try {
      return pages.next();
    } catch (RowProblem problem) {
      throw problem.at(where + ", behind row " + pages.last());
    }
  }

  private long bytesPerRow() {
    return stored.bytes() / Math.max(1, stored.rows()) + Long.BYTES * 4;
  }

  private List<T> records(List<StoredRow> page) {
    List<T> records = new ArrayList<>(page.size());
    for (StoredRow row : page) {
      seen++;
      sum += row.check();
      Scan.requireIntact(row, where);
      try {
        if (left > 0 && (condition.exact() || filter.test(columns.record(row.values().clone())))) {
          records.add(decoder.record(row.values()));
          left--;
        }
      } catch (RowProblem problem) {
        throw problem.at(where + ", row " + (row.position() + 1));
      }
    }
    return records;
  }

  /** A row that is missing or was added shows at the end, where all rows were read. */
  private void finish() {
    if (!condition.exact()) {
      filter.finish();
    }
    if (plan.filter().isAll() && (seen != stored.rows() || sum != stored.sum())) {
      throw Scan.others(stored.rows(), seen, where);
    }
  }

  @Override
  public long count() {
    if (!condition.exact() || seen > 0) {
      return RecordSource.super.count();
    }
    if (plan.filter().isAll()) {
      return Math.min(stored.rows(), plan.limit());
    }
    try (Interrupts shield = new Interrupts();
        PreparedStatement query = tx.connection().prepareStatement(countSql())) {
      query.setLong(1, stored.rowset());
      condition.whenTrue().bind(query, 2);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        return Math.min(found.getLong(1), plan.limit());
      }
    } catch (SQLException e) {
      throw tx.failed(e);
    }
  }

  private String countSql() {
    return "select count(*) from "
        + stored.spec().table()
        + " where rowset_id = ? and "
        + condition.whenTrue().text();
  }

  /** The statements, with question marks for what the filter compares with. */
  @Override
  public List<String> explain() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "rows: " + stored.rows() + " in table " + stored.spec().table() + ", run " + stored.run());
    lines.add(
        (RowPages.byCursor(tx.database()) ? "sql, by a cursor: " : "sql, once for each page: ")
            + RowPages.sql(tx.database(), stored.spec(), condition.whenTrue(), bytesPerRow()));
    for (ChildrenCell children : stored.spec().children()) {
      lines.add("then for each page: its rows of " + children.table());
    }
    if (plan.filter().isAll()) {
      lines.add("filter: none; the catalogue tells the count");
    } else if (condition.exact()) {
      lines.add("filter: the database decides about all of it");
      lines.add("sql of a count: " + countSql());
    } else if (condition.whenTrue().equals(Sql.ALWAYS)) {
      lines.add("filter: the database is not asked; each row is tested here");
    } else {
      lines.add("filter: the rows that the database leaves over are tested here");
    }
    return lines;
  }

  @Override
  public void close() {
    ended = true;
    try (Interrupts shield = new Interrupts();
        Tx closing = tx) {
      if (pages != null) {
        pages.close();
      }
    } catch (SQLException e) {
      throw tx.failed(e);
    }
  }
}
