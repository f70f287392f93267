package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.SchemaMismatchException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StepLog;
import dev.checkpoint4j.spi.column.SchemaText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints of the current run, or of all that have ended where none is set. Thread-safe; several
 * managers may share the transactions.
 */
final class SqlBackend implements Backend {
  static final String NAME = "sql";

  private final Transactions transactions;
  private final RunScope scope;
  private final Retention retention;
  private final SqlVersions versions;
  private final SqlSteps steps;
  private final boolean owned;

  /**
   * @param owned whether a close closes the connections
   */
  SqlBackend(SqlShared shared, RunScope scope, boolean owned) {
    this.transactions = shared.transactions();
    this.scope = scope;
    this.retention = shared.options().retention();
    this.versions = new SqlVersions(transactions, scope, retention);
    this.steps = new SqlSteps(shared, scope);
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
    String run = scope.writable();
    return transactions.write(
        where,
        tx -> {
          Spec spec = Spec.of(binding.type());
          RowsetEntity rowset = new RowsetEntity();
          rowset.rowKind = spec.kind();
          rowset.schemaJson = "";
          rowset.createdAt = tx.now();
          CheckpointEntity.Key key = new CheckpointEntity.Key(run, name.value());
          Set<Long> left = Set.of();
          if (tx.isAlone()) {
            Versions.lock(tx, run, where);
            left = new Versions(tx, retention).makeRoom(key, notes);
          }
          tx.session().insert(rowset);
          insertRows(tx, spec, rowset, binding, records, where);
          tx.session().update(rowset);
          // From here on other savers in this run wait; their rows are there already.
          Versions.lock(tx, run, where);
          Versions.Outcome outcome = new Versions(tx, retention).replace(key, rowset, notes, left);
          return new SaveResult(
              name.value(),
              outcome.switched(),
              outcome.version(),
              rowset.rowCount,
              rowset.byteCount,
              Optional.ofNullable(rowset.digest));
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
    try (RowInserter<T> rows = new RowInserter<>(tx, spec, rowset.id, encoder, where)) {
      records.forEach(
          record -> {
            try {
              rows.add(record);
            } catch (SQLException e) {
              throw tx.failed(e);
            }
          });
      rows.finish();
      rowset.rowCount = rows.count();
      rowset.byteCount = rows.bytes();
      rowset.rowSum = rows.sum();
      rowset.digest = rows.digest();
      rowset.schemaJson = SchemaText.write(encoder.schema());
    }
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    String where = where("load", name, "from");
    return read(where, plan, catalogue -> catalogue.find(scope.readable(), name));
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long version) {
    String where = where("load version " + version + " of", name, "from");
    return read(where, plan, catalogue -> catalogue.find(scope.readable(), name, version));
  }

  private <T> Optional<RecordSource<T>> read(
      String where, ReadPlan<T> plan, Function<Catalogue, @Nullable Stored> find) {
    try (Interrupts shield = new Interrupts()) {
      Optional<Tx> opened = transactions.reader(where);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      Tx tx = opened.get();
      SqlSource<T> source = null;
      try {
        Stored stored = find.apply(new Catalogue(tx, where));
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
    String where = "Cannot list checkpoints of sql " + location();
    return transactions.read(
        where, List.of(), tx -> new Catalogue(tx, where).names(scope.readable()));
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    String where = where("describe", name, "in");
    return transactions.read(
        where,
        Optional.empty(),
        tx -> {
          Catalogue catalogue = new Catalogue(tx, where);
          return Optional.ofNullable(catalogue.find(scope.readable(), name))
              .map(
                  stored ->
                      stored.info(
                          NAME, location(), transactions.weakness(), catalogue.versions(stored)));
        });
  }

  private Optional<Stored> find(CheckpointName name, String where) {
    return transactions.read(
        where,
        Optional.empty(),
        tx -> Optional.ofNullable(new Catalogue(tx, where).find(scope.readable(), name)));
  }

  @Override
  public boolean delete(CheckpointName name) {
    String where = where("delete", name, "from");
    if (find(name, where).isEmpty()) {
      return false;
    }
    return transactions.write(
        where,
        tx -> {
          Stored stored = new Catalogue(tx, where).find(scope.readable(), name);
          if (stored == null) {
            return false;
          }
          Runs.locked(tx, stored.run());
          return new Versions(tx, retention)
              .delete(new CheckpointEntity.Key(stored.run(), stored.name()));
        });
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
          Catalogue catalogue = new Catalogue(tx, where);
          Stored stored = catalogue.find(scope.readable(), name);
          if (stored == null) {
            return Optional.empty();
          }
          Runs.locked(tx, stored.run());
          CheckpointEntity.Key key = new CheckpointEntity.Key(stored.run(), stored.name());
          RowsetEntity rowset = tx.session().get(RowsetEntity.class, stored.rowset());
          takeOver(tx, stored, rowset, where);
          tx.session().update(rowset);
          Versions versions = new Versions(tx, retention);
          versions.forgetEdited(key, rowset.id);
          versions.next(key, rowset, Optional.empty());
          return Optional.ofNullable(catalogue.find(stored.run(), name))
              .map(
                  accepted ->
                      accepted.info(
                          NAME, location(), transactions.weakness(), catalogue.versions(accepted)));
        });
  }

  private static void takeOver(Tx tx, Stored stored, RowsetEntity rowset, String where)
      throws SQLException {
    try (PreparedStatement update =
        tx.connection()
            .prepareStatement(
                "update "
                    + stored.spec().table()
                    + " set row_check = ? where rowset_id = ? and position = ?")) {
      Scan scan =
          Scan.of(
              tx,
              stored,
              where,
              row -> {
                if (!row.isIntact()) {
                  update.setLong(1, RowCheck.of(row.position(), row.values()));
                  update.setLong(2, stored.rowset());
                  update.setLong(3, row.position());
                  update.executeUpdate();
                }
              });
      rowset.rowCount = scan.rows();
      rowset.rowSum = scan.sum();
      rowset.digest = scan.digest();
    }
  }

  @Override
  public Verification verify(CheckpointName name) {
    String where = where("verify", name, "in");
    Verification absent =
        new Verification(name.value(), Verification.Status.ABSENT, 0, 0, Optional.empty());
    return transactions.read(
        where,
        absent,
        tx -> {
          Stored stored = new Catalogue(tx, where).find(scope.readable(), name);
          return stored == null ? absent : verify(tx, stored, where);
        });
  }

  private static Verification verify(Tx tx, Stored stored, String where) throws SQLException {
    long rows = 0;
    CheckpointException damage = null;
    try {
      rows = Scan.requireIntact(tx, stored, where);
    } catch (CorruptCheckpointException | SchemaMismatchException e) {
      damage = e;
    }
    return new Verification(
        stored.name(),
        damage == null ? Verification.Status.INTACT : Verification.Status.DAMAGED,
        rows,
        stored.bytes(),
        Optional.ofNullable(damage));
  }

  @Override
  public List<VersionInfo> versions(CheckpointName name) {
    return versions.list(name, where("list the versions of", name, "in"));
  }

  @Override
  public Optional<SaveResult> rollback(CheckpointName name, long version) {
    return versions.rollback(name, version, where("roll back", name, "in"));
  }

  @Override
  public boolean tag(CheckpointName name, long version, String tag) {
    return versions.tag(name, version, tag, where("tag", name, "in"));
  }

  @Override
  public boolean untag(CheckpointName name, String tag) {
    return versions.untag(name, tag, where("tag", name, "in"));
  }

  @Override
  public PruneReport prune(boolean dryRun) {
    return versions.prune(dryRun);
  }

  @Override
  public StepLog openStep(CheckpointName name, Duration wait) {
    return steps.open(name, wait, where("compute", name, "in"));
  }

  @Override
  public void discardStep(CheckpointName name, Duration wait) {
    steps.discard(name, wait, where("compute", name, "in"));
  }

  @Override
  public void close() {
    if (owned) {
      transactions.close();
    }
  }
}
