package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.spi.CheckpointName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which rows are the current ones of each checkpoint, in one transaction. */
final class Catalogue {
  /** Checkpoints of runs that ended well; those of the default run count from their own save. */
  private static final String COMPLETED =
      " from Checkpoint c, Rowset s, Run r where s.id = c.rowsetId and r.id = c.key.runId and"
          + " r.status = 'completed'";

  private static final String NEWEST_FIRST =
      " order by case when r.owner is null then s.createdAt else r.completedAt end desc, s.id desc";

  private final Tx tx;

  Catalogue(Tx tx) {
    this.tx = tx;
  }

  /**
   * The current version; null if there is none.
   *
   * @param run where to look; null for the newest completed run that has it
   */
  @Nullable Stored find(@Nullable String run, CheckpointName name, String where) {
    CheckpointEntity checkpoint =
        run == null
            ? newest(name)
            : tx.session().get(CheckpointEntity.class, new CheckpointEntity.Key(run, name.value()));
    if (checkpoint == null) {
      return null;
    }
    RowsetEntity rowset = tx.session().get(RowsetEntity.class, checkpoint.rowsetId);
    return rowset == null ? null : Stored.of(checkpoint, rowset, where);
  }

  private @Nullable CheckpointEntity newest(CheckpointName name) {
    return tx.session()
        .createSelectionQuery(
            "select c" + COMPLETED + " and c.key.name = :name" + NEWEST_FIRST,
            CheckpointEntity.class)
        .setParameter("name", name.value())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  /** The names that {@link #find} finds. */
  List<CheckpointName> names(@Nullable String run) {
    List<String> names =
        run == null
            ? tx.session()
                .createSelectionQuery("select distinct c.key.name" + COMPLETED, String.class)
                .getResultList()
            : tx.session()
                .createSelectionQuery(
                    "select c.key.name from Checkpoint c where c.key.runId = :run", String.class)
                .setParameter("run", run)
                .getResultList();
    return names.stream().map(CheckpointName::new).toList();
  }

  /** What became of a save: whether its rows are the current ones, and the current version. */
  record Outcome(boolean switched, long version) {}

  /**
   * Makes new rows the current ones and removes the old; or the new ones, where the numbering
   * refuses.
   */
  Outcome replace(
      String run, CheckpointName name, long rowset, LongUnaryOperator numbering, String where)
      throws SQLException {
    // From here on other savers in this run wait; their rows are there already.
    requireOpen(Runs.locked(tx, run), run, where);
    CheckpointEntity.Key key = new CheckpointEntity.Key(run, name.value());
    CheckpointEntity found = tx.session().get(CheckpointEntity.class, key);
    long last = found == null ? 0 : found.version;
    long version = numbering.applyAsLong(last);
    if (version < 0) {
      remove(rowset);
      return new Outcome(false, last);
    }
    CheckpointEntity checkpoint = found == null ? new CheckpointEntity() : found;
    long old = checkpoint.rowsetId;
    checkpoint.key = key;
    checkpoint.version = version;
    checkpoint.rowsetId = rowset;
    if (found == null) {
      tx.session().insert(checkpoint);
    } else {
      tx.session().update(checkpoint);
      remove(old);
    }
    return new Outcome(true, version);
  }

  private static void requireOpen(@Nullable RunEntity run, String id, String where) {
    if (run == null) {
      throw new CheckpointException(where + ": run " + id + " is no longer there");
    }
    boolean ended = run.owner != null && !run.status.equals(Runs.word(RunStatus.RUNNING));
    if (ended) {
      throw new CheckpointException(
          where
              + ": run "
              + id
              + " is "
              + run.status.toLowerCase(Locale.ROOT)
              + " and takes nothing more; create a run, or resume this one if it failed");
    }
  }

  /** Counts up the version of what was accepted. */
  void nextVersion(Stored stored) {
    CheckpointEntity checkpoint =
        tx.session()
            .get(CheckpointEntity.class, new CheckpointEntity.Key(stored.run(), stored.name()));
    checkpoint.version++;
    tx.session().update(checkpoint);
  }

  /** Removes the checkpoint that {@link #find} finds; whether there was one. */
  boolean delete(@Nullable String run, CheckpointName name, String where) throws SQLException {
    Stored stored = find(run, name, where);
    if (stored == null) {
      return false;
    }
    Runs.locked(tx, stored.run());
    CheckpointEntity checkpoint =
        tx.session()
            .get(CheckpointEntity.class, new CheckpointEntity.Key(stored.run(), stored.name()));
    if (checkpoint == null) {
      return false;
    }
    tx.session().delete(checkpoint);
    remove(checkpoint.rowsetId);
    return true;
  }

  private void remove(long rowset) throws SQLException {
    RowsetEntity old = tx.session().get(RowsetEntity.class, rowset);
    Spec spec = old == null ? null : Spec.ofKind(old.rowKind);
    if (old == null || spec == null) {
      return;
    }
    for (ChildrenCell children : spec.children()) {
      removeFrom(children.table(), rowset);
    }
    removeFrom(spec.table(), rowset);
    tx.session().delete(old);
  }

  private void removeFrom(String table, long rowset) throws SQLException {
    try (PreparedStatement delete =
        tx.connection().prepareStatement("delete from " + table + " where rowset_id = ?")) {
      delete.setLong(1, rowset);
      delete.executeUpdate();
    }
  }
}
