package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.spi.SaveNotes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes which versions a checkpoint of a run has, in a transaction that has {@link #lock locked}
 * the run. Rows never change; they go when the last version that has them goes.
 */
final class Versions {
  private final Tx tx;
  private final Retention retention;

  Versions(Tx tx, Retention retention) {
    this.tx = tx;
    this.retention = retention;
  }

  /** What became of a save: whether its rows are the current ones, and the current version. */
  record Outcome(boolean switched, long version) {}

  /**
   * Lets no other saver of the run go on until the end of the transaction.
   *
   * @throws CheckpointException if the run takes nothing more
   */
  static void lock(Tx tx, String id, String where) {
    requireOpen(Runs.locked(tx, id), id, where);
  }

  static void requireOpen(@Nullable RunEntity run, String id, String where) {
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

  /**
   * Drops what the next save drops, before its rows come, so that they take the pages of those that
   * go. For a writer that is alone from the beginning of its transaction on.
   *
   * @return the rowsets that may be without rows now, for {@link #replace}
   */
  Set<Long> makeRoom(CheckpointEntity.Key key, SaveNotes notes) throws SQLException {
    CheckpointEntity found = tx.session().get(CheckpointEntity.class, key);
    long number = found == null ? -1 : notes.numbering().applyAsLong(found.version);
    List<VersionEntity> older =
        number < 0
            ? List.of()
            : Catalogue.versions(tx, key.runId(), key.name()).stream()
                .filter(version -> version.key.version() < number)
                .toList();
    List<VersionEntity> leaving = leaving(key, older, Instant.ofEpochMilli(tx.now()));
    leaving.forEach(this::drop);
    Set<Long> left = rowsets(leaving);
    for (long rowset : left) {
      if (references(rowset) == 0) {
        // The checkpoint may still point at the rowset itself.
        clear(tx.session().get(RowsetEntity.class, rowset));
      }
    }
    return left;
  }

  /**
   * Makes new rows the current version, or removes them where the numbering refuses.
   *
   * @param left what {@link #makeRoom} returned
   */
  Outcome replace(CheckpointEntity.Key key, RowsetEntity rowset, SaveNotes notes, Set<Long> left)
      throws SQLException {
    CheckpointEntity found = tx.session().get(CheckpointEntity.class, key);
    long last = found == null ? 0 : found.version;
    long number = notes.numbering().applyAsLong(last);
    if (number < 0) {
      removeRows(rowset.id);
      return new Outcome(false, last);
    }
    put(key, number, rowset, notes.fingerprint());
    removeUnused(left);
    return new Outcome(true, number);
  }

  /** Makes rows that are there the next version. */
  long next(CheckpointEntity.Key key, RowsetEntity rowset, Optional<Fingerprint> fingerprint)
      throws SQLException {
    CheckpointEntity found = tx.session().get(CheckpointEntity.class, key);
    long number = (found == null ? 0 : found.version) + 1;
    put(key, number, rowset, fingerprint);
    return number;
  }

  private void put(
      CheckpointEntity.Key key, long number, RowsetEntity rowset, Optional<Fingerprint> fingerprint)
      throws SQLException {
    List<VersionEntity> before = Catalogue.versions(tx, key.runId(), key.name());
    Set<Long> unsure = rowsets(before);
    // So that each instant has one current version, whatever the clock does.
    long now = before.stream().mapToLong(v -> v.createdAt + 1).reduce(tx.now(), Math::max);
    point(key, number, rowset.id);
    List<VersionEntity> older = new ArrayList<>();
    for (VersionEntity version : before) {
      if (version.key.version() >= number) {
        // A copy of the same save, which mends a damaged one, takes the place of its version.
        drop(version);
      } else {
        share(version, rowset);
        older.add(version);
      }
    }
    VersionEntity created = new VersionEntity();
    created.key = new VersionEntity.Key(key.runId(), key.name(), number);
    created.rowsetId = rowset.id;
    created.createdAt = now;
    created.fingerprint = fingerprint.map(f -> ascii(f.toJson())).orElse(null);
    tx.session().insert(created);
    for (VersionEntity leaving : leaving(key, older, Instant.ofEpochMilli(now))) {
      drop(leaving);
    }
    removeUnused(unsure);
  }

  private static Set<Long> rowsets(List<VersionEntity> versions) {
    Set<Long> ids = new LinkedHashSet<>();
    versions.forEach(version -> ids.add(version.rowsetId));
    return ids;
  }

  /** THE SWITCH, once the transaction is committed. */
  private void point(CheckpointEntity.Key key, long number, long rowset) {
    CheckpointEntity found = tx.session().get(CheckpointEntity.class, key);
    CheckpointEntity checkpoint = found == null ? new CheckpointEntity() : found;
    checkpoint.key = key;
    checkpoint.version = number;
    checkpoint.rowsetId = rowset;
    if (found == null) {
      tx.session().insert(checkpoint);
    } else {
      tx.session().update(checkpoint);
    }
  }

  /** Equal contents lie once: in the rows that were just written and are whole. */
  private void share(VersionEntity version, RowsetEntity rowset) {
    RowsetEntity own = tx.session().get(RowsetEntity.class, version.rowsetId);
    if (own != null && own.id != rowset.id && own.isSameAs(rowset)) {
      version.rowsetId = rowset.id;
      tx.session().update(version);
    }
  }

  /** JSON says all other characters in ASCII too, which every column holds. */
  private static String ascii(String json) {
    StringBuilder text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        text.append(c);
      } else {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return text.toString();
  }

  /** What the retention does not keep of the versions behind the current one, newest first. */
  List<VersionEntity> leaving(CheckpointEntity.Key key, List<VersionEntity> older, Instant now) {
    Map<Long, Set<String>> tags = Catalogue.tags(tx, key.runId(), key.name());
    Map<Long, RowsetEntity> rowsets = new HashMap<>();
    for (VersionEntity version : older) {
      rowsets.computeIfAbsent(
          version.rowsetId, id -> tx.session().get(RowsetEntity.class, version.rowsetId));
    }
    List<VersionEntity> leaving = new ArrayList<>(older);
    leaving.removeAll(
        retention.select(
            older,
            version ->
                new Retention.Candidate(
                    Instant.ofEpochMilli(version.createdAt),
                    Long.toString(version.rowsetId),
                    Optional.ofNullable(rowsets.get(version.rowsetId))
                        .map(rowset -> rowset.byteCount)
                        .orElse(0L),
                    tags.containsKey(version.key.version())),
            now));
    return leaving;
  }

  /** Removes a version, which is not the current one, and its tags. */
  void drop(VersionEntity version) {
    VersionEntity.Key key = version.key;
    tx.session()
        .createMutationQuery(
            "delete from Tag t where t.key.runId = :run and t.key.name = :name and t.version ="
                + " :version")
        .setParameter("run", key.runId())
        .setParameter("name", key.name())
        .setParameter("version", key.version())
        .executeUpdate();
    tx.session().delete(version);
  }

  /** Moves a tag to a version that is there. */
  void tag(Stored version, String tag) {
    untag(version, tag);
    TagEntity entity = new TagEntity();
    entity.key = new TagEntity.Key(version.run(), version.name(), tag);
    entity.version = version.version();
    tx.session().insert(entity);
  }

  /** Takes a tag away from whatever version of the checkpoint has it; whether one had. */
  boolean untag(Stored checkpoint, String tag) {
    return tx.session()
            .createMutationQuery("delete from Tag t where t.key = :key")
            .setParameter("key", new TagEntity.Key(checkpoint.run(), checkpoint.name(), tag))
            .executeUpdate()
        > 0;
  }

  /** Removes a checkpoint with all its versions; whether it was there. */
  boolean delete(CheckpointEntity.Key key) throws SQLException {
    CheckpointEntity checkpoint = tx.session().get(CheckpointEntity.class, key);
    if (checkpoint == null) {
      return false;
    }
    List<VersionEntity> versions = Catalogue.versions(tx, key.runId(), key.name());
    versions.forEach(this::drop);
    tx.session().delete(checkpoint);
    removeUnused(rowsets(versions));
    return true;
  }

  /** Versions whose rows were edited are no more. */
  void forgetEdited(CheckpointEntity.Key key, long rowset) {
    Catalogue.versions(tx, key.runId(), key.name()).stream()
        .filter(version -> version.rowsetId == rowset)
        .forEach(this::drop);
  }

  /** Removes those rowsets that no version has any more. */
  void removeUnused(Set<Long> rowsets) throws SQLException {
    for (long rowset : rowsets) {
      if (references(rowset) == 0) {
        removeRows(rowset);
      }
    }
  }

  /** How many versions, of all runs, have these rows. */
  long references(long rowset) {
    return tx.session()
        .createSelectionQuery("select count(*) from Version v where v.rowsetId = :id", Long.class)
        .setParameter("id", rowset)
        .getSingleResult();
  }

  void removeRows(long rowset) throws SQLException {
    RowsetEntity old = tx.session().get(RowsetEntity.class, rowset);
    if (clear(old)) {
      tx.session().delete(old);
    }
  }

  /** Removes the rows of a rowset; whether it is there and of a kind that this library knows. */
  private boolean clear(@Nullable RowsetEntity old) throws SQLException {
    Spec spec = old == null ? null : Spec.ofKind(old.rowKind);
    if (old == null || spec == null) {
      return false;
    }
    for (ChildrenCell children : spec.children()) {
      removeFrom(children.table(), "parent_position", old.id);
    }
    removeFrom(spec.table(), "position", old.id);
    return true;
  }

  private void removeFrom(String table, String position, long rowset) throws SQLException {
    // All positions: so that SQLite goes by the key, and not by an index in whose order the rows
    // lie all over the table.
    String rows = " from " + table + " where rowset_id = ? and " + position + " >= ?";
    // Without a last row to stop at, InnoDB locks the one behind: often another saver's, who waits
    // for the lock that this one has.
    String limit = tx.database().isMySql() ? " limit " + count(rows, rowset) : "";
    try (PreparedStatement delete = statement("delete" + rows + limit, rowset)) {
      delete.executeUpdate();
    }
  }

  private long count(String rows, long rowset) throws SQLException {
    try (PreparedStatement count = statement("select count(*)" + rows, rowset);
        ResultSet found = count.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  private PreparedStatement statement(String sql, long rowset) throws SQLException {
    PreparedStatement statement = tx.connection().prepareStatement(sql);
    statement.setLong(1, rowset);
    statement.setLong(2, Long.MIN_VALUE);
    return statement;
  }
}
