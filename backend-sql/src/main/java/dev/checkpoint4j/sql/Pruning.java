package dev.checkpoint4j.sql;

import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.PruneReport.PrunedFile;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.spi.CheckpointName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes the versions that the retention does not keep, run by run, and rows that no version has.
 */
final class Pruning {
  private static final String UNUSED =
      "select s from Rowset s where not exists (select 1 from Version v where v.rowsetId = s.id) and"
          + " not exists (select 1 from Checkpoint c where c.rowsetId = s.id)";

  private final Transactions transactions;
  private final Retention retention;
  private final String where;
  private final boolean dryRun;
  private final List<PrunedFile> pruned = new ArrayList<>();
  private final Map<Long, Long> bytes = new HashMap<>();

  Pruning(Transactions transactions, Retention retention, boolean dryRun) {
    this.transactions = transactions;
    this.retention = retention;
    this.where = "Cannot prune checkpoints of sql " + transactions.location();
    this.dryRun = dryRun;
  }

  /**
   * Does it.
   *
   * @param scope the run; null for all that are completed, and for rows of none
   */
  PruneReport run(@Nullable String scope) {
    List<String> runs =
        transactions.read(where, List.of(), tx -> new Catalogue(tx, where).runs(scope));
    for (String run : runs) {
      change(tx -> pruneRun(tx, run));
    }
    if (scope == null && !runs.isEmpty()) {
      change(this::pruneUnused);
    }
    return new PruneReport(dryRun, pruned, dryRun ? 0 : freed());
  }

  private void change(Transactions.Work<List<PrunedFile>> work) {
    // Collected here, since a transaction may be tried again.
    pruned.addAll(
        dryRun ? transactions.read(where, List.of(), work) : transactions.write(where, work));
  }

  private List<PrunedFile> pruneRun(Tx tx, String run) throws SQLException {
    if (!dryRun && Runs.locked(tx, run) == null) {
      return List.of();
    }
    List<PrunedFile> files = new ArrayList<>();
    for (CheckpointName name : new Catalogue(tx, where).names(run)) {
      pruneCheckpoint(tx, new CheckpointEntity.Key(run, name.value()), files);
    }
    return files;
  }

  private void pruneCheckpoint(Tx tx, CheckpointEntity.Key key, List<PrunedFile> files)
      throws SQLException {
    Versions versions = new Versions(tx, retention);
    List<VersionEntity> all = Catalogue.versions(tx, key.runId(), key.name());
    List<VersionEntity> leaving =
        versions.leaving(key, all.subList(Math.min(1, all.size()), all.size()), Instant.now());
    Map<Long, Long> counts = new HashMap<>();
    leaving.forEach(version -> counts.merge(version.rowsetId, 1L, Long::sum));
    for (VersionEntity version : leaving) {
      Long count = counts.remove(version.rowsetId);
      RowsetEntity rowset = tx.session().get(RowsetEntity.class, version.rowsetId);
      if (rowset != null && count != null && versions.references(rowset.id) == count) {
        String reason =
            "version " + version.key.version() + " is beyond what is kept, and has no tag";
        files.add(file(key.name(), rowset, reason));
      }
    }
    if (!dryRun) {
      leaving.forEach(versions::drop);
      for (VersionEntity version : leaving) {
        versions.removeUnused(java.util.Set.of(version.rowsetId));
      }
    }
  }

  private List<PrunedFile> pruneUnused(Tx tx) throws SQLException {
    List<PrunedFile> files = new ArrayList<>();
    for (RowsetEntity rowset :
        tx.session().createSelectionQuery(UNUSED, RowsetEntity.class).getResultList()) {
      files.add(file("(none)", rowset, "no version has these rows"));
      if (!dryRun) {
        new Versions(tx, retention).removeRows(rowset.id);
      }
    }
    return files;
  }

  private PrunedFile file(String name, RowsetEntity rowset, String reason) {
    bytes.put(rowset.id, rowset.byteCount);
    Spec spec = Spec.ofKind(rowset.rowKind);
    String place =
        Stored.place(transactions.location(), spec == null ? Spec.RECORD : spec, rowset.id);
    return new PrunedFile(name, place, reason, rowset.byteCount);
  }

  /** Looks again at what was removed. */
  private long freed() {
    return transactions.read(
        where,
        0L,
        tx -> {
          long freed = 0;
          for (Map.Entry<Long, Long> rowset : bytes.entrySet()) {
            boolean there = tx.session().get(RowsetEntity.class, rowset.getKey()) != null;
            freed += there ? 0 : rowset.getValue();
          }
          return freed;
        });
  }
}
