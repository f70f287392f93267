package dev.checkpoint4j.sql;

import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a backend does with the versions of a checkpoint. Thread-safe. */
final class SqlVersions {
  private final Transactions transactions;
  private final RunScope scope;
  private final Retention retention;

  SqlVersions(Transactions transactions, RunScope scope, Retention retention) {
    this.transactions = transactions;
    this.scope = scope;
    this.retention = retention;
  }

  List<VersionInfo> list(CheckpointName name, String where) {
    return transactions.read(
        where,
        List.of(),
        tx -> {
          Catalogue catalogue = new Catalogue(tx, where);
          Stored current = catalogue.find(scope.readable(), name);
          return current == null ? List.of() : catalogue.versions(current);
        });
  }

  /**
   * Makes the rows of an older version those of a new one in the run that saves go to, after all of
   * them were compared with what was saved.
   */
  Optional<SaveResult> rollback(CheckpointName name, long version, String where) {
    Optional<Stored> found =
        transactions.read(
            where,
            Optional.empty(),
            tx -> {
              Stored stored = new Catalogue(tx, where).find(scope.readable(), name, version);
              if (stored != null) {
                Scan.requireIntact(tx, stored, where);
              }
              return Optional.ofNullable(stored);
            });
    return found.isEmpty()
        ? Optional.empty()
        : takeBack(found.get(), scope.writable(), name, where);
  }

  private Optional<SaveResult> takeBack(
      Stored source, String target, CheckpointName name, String where) {
    return transactions.write(
        where,
        tx -> {
          // Both runs, in the same order everywhere: the rows must not go meanwhile.
          for (String run : new TreeSet<>(List.of(source.run(), target))) {
            Runs.locked(tx, run);
          }
          Versions.lock(tx, target, where);
          Stored still = new Catalogue(tx, where).find(source.run(), name, source.version());
          RowsetEntity rowset =
              still == null || still.rowset() != source.rowset()
                  ? null
                  : tx.session().get(RowsetEntity.class, still.rowset());
          if (rowset == null) {
            return Optional.empty();
          }
          long number =
              new Versions(tx, retention)
                  .next(
                      new CheckpointEntity.Key(target, name.value()), rowset, source.fingerprint());
          return Optional.of(
              new SaveResult(
                  name.value(), true, number, source.rows(), source.bytes(), source.digest()));
        });
  }

  boolean tag(CheckpointName name, long version, String tag, String where) {
    if (find(name, version, where).isEmpty()) {
      return false;
    }
    return transactions.write(
        where,
        tx -> {
          Stored found = new Catalogue(tx, where).find(scope.readable(), name, version);
          if (found == null) {
            return false;
          }
          Runs.locked(tx, found.run());
          Stored still = new Catalogue(tx, where).find(found.run(), name, version);
          if (still != null) {
            new Versions(tx, retention).tag(still, tag);
          }
          return still != null;
        });
  }

  private Optional<Stored> find(CheckpointName name, long version, String where) {
    return transactions.read(
        where,
        Optional.empty(),
        tx -> Optional.ofNullable(new Catalogue(tx, where).find(scope.readable(), name, version)));
  }

  boolean untag(CheckpointName name, String tag, String where) {
    boolean there = list(name, where).stream().anyMatch(version -> version.tags().contains(tag));
    return there
        && transactions.write(
            where,
            tx -> {
              Stored found = new Catalogue(tx, where).find(scope.readable(), name);
              return found != null && new Versions(tx, retention).untag(found, tag);
            });
  }

  PruneReport prune(boolean dryRun) {
    return new Pruning(transactions, retention, dryRun).run(scope.readable());
  }
}
