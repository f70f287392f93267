package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.SchemaMismatchException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.column.SchemaText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints of the current run, or of all that have ended where none is set. Thread-safe; several
 * managers may share the transactions.
 */
final class SqlBackend implements Backend {
  static final String NAME = "sql";

  private final Transactions transactions;
  private final Runs runs;
  private final Supplier<@Nullable String> currentRun;
  private final boolean owned;
  private volatile @Nullable String ensured;

  /**
   * @param currentRun the run that is set at the time of a call
   * @param owned whether a close closes the connections
   */
  SqlBackend(
      Transactions transactions, Runs runs, Supplier<@Nullable String> currentRun, boolean owned) {
    this.transactions = transactions;
    this.runs = runs;
    this.currentRun = currentRun;
    this.owned = owned;
  }

  @Override
  public String format() {
    return NAME;
  }

  @Override
  public String location() {
    return transactions.location();
  }

  private String where(String verb, CheckpointName name, String preposition) {
    return "Cannot %s checkpoint \"%s\" %s sql %s".formatted(verb, name, preposition, location());
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    return new SqlSink<>(this, name, binding, where("save", name, "to"));
  }

  /** Hands all records of a save to a consumer; may be called again for another attempt. */
  @FunctionalInterface
  interface Records<T> {
    void forEach(Consumer<T> consumer);
  }

  /** Stores the records as the new version, in one transaction. */
  <T> SaveResult store(
      CheckpointName name,
      RecordBinding<T> binding,
      Records<T> records,
      SaveNotes notes,
      String where) {
    String run = writableRun();
    return transactions.write(
        where,
        tx -> {
          Spec spec = Spec.of(binding.type());
          RowsetEntity rowset = new RowsetEntity();
          rowset.rowKind = spec.kind();
          rowset.schemaJson = "";
          rowset.createdAt = tx.now();
          tx.session().insert(rowset);
          insertRows(tx, spec, rowset, binding, records, where);
          tx.session().update(rowset);
          Catalogue.Outcome outcome =
              new Catalogue(tx).replace(run, name, rowset.id, notes.numbering(), where);
          return new SaveResult(
              name.value(),
              outcome.switched(),
              outcome.version(),
              rowset.rowCount,
              rowset.byteCount,
              Optional.empty());
        });
  }

  private static <T> void insertRows(
      Tx tx,
      Spec spec,
      RowsetEntity rowset,
      RecordBinding<T> binding,
      Records<T> records,
      String where)
      throws SQLException {
    RecordCodec.Encoder<T> encoder = RecordCodec.encoder(spec, binding);
    try (RowInserter rows = new RowInserter(tx, spec, rowset.id)) {
      records.forEach(
          record -> {
            try {
              rows.add(encoder.values(record));
            } catch (RowProblem problem) {
              throw problem.at(where + ", row " + (rows.count() + 1));
            } catch (SQLException e) {
              throw tx.failed(e);
            }
          });
      rows.finish();
      rowset.rowCount = rows.count();
      rowset.byteCount = rows.bytes();
      rowset.rowSum = rows.sum();
      rowset.schemaJson = SchemaText.write(encoder.schema());
    }
  }

  /** The run that saves go to. */
  private String writableRun() {
    String set = currentRun.get();
    String run = set == null ? Runs.DEFAULT : set;
    if (!run.equals(ensured)) {
      runs.ensure(run);
      ensured = run;
    }
    return run;
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    String where = where("load", name, "from");
    try (Interrupts shield = new Interrupts()) {
      Optional<Tx> opened = transactions.reader(where);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      Tx tx = opened.get();
      SqlSource<T> source = null;
      try {
        Stored stored = new Catalogue(tx).find(currentRun.get(), name, where);
        source = stored == null ? null : new SqlSource<>(tx, stored, plan, where);
      } catch (jakarta.persistence.PersistenceException e) {
        throw tx.failed(e);
      } finally {
        if (source == null) {
          tx.close();
        }
      }
      return Optional.ofNullable(source);
    }
  }

  @Override
  public List<CheckpointName> list() {
    return transactions.read(
        "Cannot list checkpoints of sql " + location(),
        List.of(),
        tx -> new Catalogue(tx).names(currentRun.get()));
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return find(name, where("describe", name, "in")).map(stored -> stored.info(NAME, location()));
  }

  private Optional<Stored> find(CheckpointName name, String where) {
    return transactions.read(
        where,
        Optional.empty(),
        tx -> Optional.ofNullable(new Catalogue(tx).find(currentRun.get(), name, where)));
  }

  @Override
  public boolean delete(CheckpointName name) {
    String where = where("delete", name, "from");
    if (find(name, where).isEmpty()) {
      return false;
    }
    return transactions.write(where, tx -> new Catalogue(tx).delete(currentRun.get(), name, where));
  }

  /**
   * Reads the rows as they are and takes over their check values.
   *
   * @throws CorruptCheckpointException if a row can no longer be read
   */
  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    String where = where("accept", name, "in");
    if (find(name, where).isEmpty()) {
      return Optional.empty();
    }
    return transactions.write(
        where,
        tx -> {
          Catalogue catalogue = new Catalogue(tx);
          Stored stored = catalogue.find(currentRun.get(), name, where);
          if (stored == null) {
            return Optional.empty();
          }
          RowsetEntity rowset = tx.session().get(RowsetEntity.class, stored.rowset());
          takeOver(tx, stored, rowset, where);
          tx.session().update(rowset);
          catalogue.nextVersion(stored);
          Stored accepted = catalogue.find(stored.run(), name, where);
          return accepted == null ? Optional.empty() : Optional.of(accepted.info(NAME, location()));
        });
  }

  private static void takeOver(Tx tx, Stored stored, RowsetEntity rowset, String where)
      throws SQLException {
    var decoder =
        RecordCodec.decoder(stored.spec(), RecordBinding.of(TypeRef.mapRow()), stored.schema());
    rowset.rowCount = 0;
    rowset.rowSum = 0;
    try (RowPages pages = new RowPages(tx, stored.spec(), stored.rowset(), Sql.ALWAYS, 4096);
        PreparedStatement update =
            tx.connection()
                .prepareStatement(
                    "update "
                        + stored.spec().table()
                        + " set row_check = ? where rowset_id = ? and position = ?")) {
      for (List<StoredRow> page = pages.next(); !page.isEmpty(); page = pages.next()) {
        for (StoredRow row : page) {
          long check = RowCheck.of(row.position(), row.values());
          rowset.rowCount++;
          rowset.rowSum += check;
          decoder.record(row.values());
          if (check != row.check()) {
            update.setLong(1, check);
            update.setLong(2, stored.rowset());
            update.setLong(3, row.position());
            update.executeUpdate();
          }
        }
      }
    } catch (RowProblem problem) {
      throw new CorruptCheckpointException(
          where + ", row " + (rowset.rowCount + 1) + ": " + problem.getMessage());
    }
  }

  @Override
  public Verification verify(CheckpointName name) {
    Optional<Stored> found = find(name, where("verify", name, "in"));
    if (found.isEmpty()) {
      return new Verification(name.value(), Verification.Status.ABSENT, 0, 0, Optional.empty());
    }
    long rows = 0;
    CheckpointException damage = null;
    try (RecordSource<?> source =
        read(name, ReadPlan.all(RecordBinding.of(TypeRef.mapRow()))).orElseThrow()) {
      for (List<?> batch = source.nextBatch(); batch != null; batch = source.nextBatch()) {
        rows += batch.size();
      }
    } catch (CorruptCheckpointException | SchemaMismatchException e) {
      damage = e;
    }
    return new Verification(
        name.value(),
        damage == null ? Verification.Status.INTACT : Verification.Status.DAMAGED,
        rows,
        found.get().bytes(),
        Optional.ofNullable(damage));
  }

  @Override
  public void close() {
    if (owned) {
      transactions.close();
    }
  }
}
