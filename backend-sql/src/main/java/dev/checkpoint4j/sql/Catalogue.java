package dev.checkpoint4j.sql;

import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells which rows belong to the versions of each checkpoint, in one transaction. */
final class Catalogue {
  /** Checkpoints of runs that ended well; those of the default run count from their own save. */
  private static final String COMPLETED =
      " from Checkpoint c, Version v, Run r where v.key.runId = c.key.runId and v.key.name ="
          + " c.key.name and v.key.version = c.version and r.id = c.key.runId and r.status ="
          + " 'completed'";

  private static final String NEWEST_FIRST =
      " order by case when r.owner is null then v.createdAt else r.completedAt end desc,"
          + " v.rowsetId desc";

  private final Tx tx;
  private final String where;

  /**
   * @param where begins the message of an error
   */
  Catalogue(Tx tx, String where) {
    this.tx = tx;
    this.where = where;
  }

  /**
   * The current version; null if there is none.
   *
   * @param run where to look; null for the newest completed run that has it
   */
  @Nullable Stored find(@Nullable String run, CheckpointName name) {
    CheckpointEntity checkpoint = checkpoint(run, name);
    return checkpoint == null
        ? null
        : version(checkpoint.key.runId(), name.value(), checkpoint.version);
  }

  /** One of the versions of what {@link #find} finds; null if it is not there. */
  @Nullable Stored find(@Nullable String run, CheckpointName name, long version) {
    CheckpointEntity checkpoint = checkpoint(run, name);
    return checkpoint == null ? null : version(checkpoint.key.runId(), name.value(), version);
  }

  private @Nullable CheckpointEntity checkpoint(@Nullable String run, CheckpointName name) {
    return run == null
        ? newest(name)
        : tx.session().get(CheckpointEntity.class, new CheckpointEntity.Key(run, name.value()));
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

  private @Nullable Stored version(String run, String name, long version) {
    VersionEntity entity =
        tx.session().get(VersionEntity.class, new VersionEntity.Key(run, name, version));
    RowsetEntity rowset =
        entity == null ? null : tx.session().get(RowsetEntity.class, entity.rowsetId);
    return entity == null || rowset == null ? null : Stored.of(entity, rowset, where);
  }

  /** All versions of a checkpoint of a run, newest first. */
  List<VersionInfo> versions(Stored current) {
    Map<Long, Set<String>> tags = tags(tx, current.run(), current.name());
    List<VersionInfo> versions = new ArrayList<>();
    for (VersionEntity version : versions(tx, current.run(), current.name())) {
      RowsetEntity rowset = tx.session().get(RowsetEntity.class, version.rowsetId);
      if (rowset != null) {
        Stored stored = Stored.of(version, rowset, where);
        versions.add(
            stored.versionInfo(
                tags.getOrDefault(stored.version(), Set.of()),
                stored.version() == current.version()));
      }
    }
    return versions;
  }

  static List<VersionEntity> versions(Tx tx, String run, String name) {
    return tx.session()
        .createSelectionQuery(
            "select v from Version v where v.key.runId = :run and v.key.name = :name order by"
                + " v.key.version desc",
            VersionEntity.class)
        .setParameter("run", run)
        .setParameter("name", name)
        .getResultList();
  }

  /** The tags of each version that has some. */
  static Map<Long, Set<String>> tags(Tx tx, String run, String name) {
    Map<Long, Set<String>> tags = new HashMap<>();
    tx.session()
        .createSelectionQuery(
            "select t from Tag t where t.key.runId = :run and t.key.name = :name", TagEntity.class)
        .setParameter("run", run)
        .setParameter("name", name)
        .getResultList()
        .forEach(tag -> tags.computeIfAbsent(tag.version, v -> new TreeSet<>()).add(tag.key.tag()));
    return tags;
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

  /** The runs in which {@link #names} looks. */
  List<String> runs(@Nullable String run) {
    return run != null
        ? List.of(run)
        : tx.session()
            .createSelectionQuery(
                "select r.id from Run r where r.status = 'completed' order by r.id", String.class)
            .getResultList();
  }
}
