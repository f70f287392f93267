package dev.checkpoint4j.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CorruptCheckpointException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** The table of runs. Thread-safe. */
final class Runs {
  /** The run of those who never ask for one. */
  static final String DEFAULT = "default";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<Map<String, Object>> CONFIG = new TypeReference<>() {};

  private final Transactions transactions;
  private final Duration heartbeat;

  /** Of this manager, so that a resumed run is no longer the old process's. */
  private final String owner = UUID.randomUUID().toString();

  Runs(Transactions transactions, Duration heartbeat) {
    this.transactions = transactions;
    this.heartbeat = heartbeat;
  }

  private String where(String what) {
    return "Cannot " + what + " in sql " + transactions.location();
  }

  String create(String name, @Nullable String description, Map<String, ?> config) {
    String json = json(config);
    requirePlain(name, description, json);
    return transactions.write(
        where("create a run"),
        tx -> {
          RunEntity run = fresh(UUID.randomUUID().toString(), name, RunStatus.RUNNING, tx.now());
          run.description = description;
          run.config = json;
          run.owner = owner;
          tx.session().insert(run);
          return run.id;
        });
  }

  private static RunEntity fresh(String id, String name, RunStatus status, long now) {
    RunEntity run = new RunEntity();
    run.id = id;
    run.name = name;
    run.status = word(status);
    run.createdAt = now;
    run.startedAt = now;
    run.heartbeatAt = now;
    return run;
  }

  private static String json(Map<String, ?> config) {
    try {
      return MAPPER.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The config of a run must be what JSON can hold", e);
    }
  }

  private static void requirePlain(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !TextConditions.isPlain(text)) {
        throw new IllegalArgumentException(
            "The name, description, config and error of a run must hold no NUL character and no"
                + " unpaired surrogate");
      }
    }
  }

  static String word(RunStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Makes sure that a run of this id is there, for those who name one in the configuration or none
   * at all. It has no end of its own, and counts as completed at all times.
   */
  void ensure(String id) {
    boolean there =
        transactions.read(
            where("look for run " + id),
            false,
            tx -> tx.session().get(RunEntity.class, id) != null);
    if (there) {
      return;
    }
    try {
      transactions.write(
          where("create run " + id),
          tx -> {
            if (tx.session().get(RunEntity.class, id) == null) {
              RunEntity run = fresh(id, id, RunStatus.COMPLETED, tx.now());
              run.completedAt = run.createdAt;
              tx.session().insert(run);
            }
            return id;
          });
    } catch (CheckpointException e) {
      // Another process may have been faster.
      if (find(id).isEmpty()) {
        throw e;
      }
    }
  }

  Optional<Run> find(String id) {
    return transactions.read(
        where("read run " + id),
        Optional.empty(),
        tx -> {
          RunEntity run = tx.session().get(RunEntity.class, id);
          return run == null ? Optional.empty() : Optional.of(describe(tx, run, tx.now()));
        });
  }

  List<Run> list(@Nullable RunStatus status, int limit) {
    return transactions.read(
        where("list runs"),
        List.of(),
        tx -> {
          long now = tx.now();
          String condition =
              status == null
                  ? ""
                  : status == RunStatus.RUNNING
                      ? "where r.status = 'running' and r.heartbeatAt >= :alive"
                      : status == RunStatus.ABANDONED
                          ? "where r.status = 'running' and r.heartbeatAt < :alive"
                          : "where r.status = :status";
          var query =
              tx.session()
                  .createSelectionQuery(
                      "select r from Run r " + condition + " order by r.createdAt desc, r.id",
                      RunEntity.class)
                  .setMaxResults(limit);
          if (status == RunStatus.RUNNING || status == RunStatus.ABANDONED) {
            query.setParameter("alive", alive(now));
          } else if (status != null) {
            query.setParameter("status", word(status));
          }
          return query.getResultList().stream().map(run -> describe(tx, run, now)).toList();
        });
  }

  /** Who was heard of since then is alive. */
  private long alive(long now) {
    return now - heartbeat.multipliedBy(Heartbeat.MISSED).toMillis();
  }

  private RunStatus status(RunEntity run, long now) {
    RunStatus stored = RunStatus.valueOf(run.status.toUpperCase(Locale.ROOT));
    return stored == RunStatus.RUNNING && run.heartbeatAt < alive(now)
        ? RunStatus.ABANDONED
        : stored;
  }

  private Run describe(Tx tx, RunEntity run, long now) {
    List<Run.Saved> saved =
        tx.session()
            .createSelectionQuery(
                "select c.key.name, c.version, s.rowCount, s.byteCount from Checkpoint c, Rowset s"
                    + " where s.id = c.rowsetId and c.key.runId = :run",
                Object[].class)
            .setParameter("run", run.id)
            .getResultStream()
            .map(row -> new Run.Saved((String) row[0], (Long) row[1], (Long) row[2], (Long) row[3]))
            .sorted(java.util.Comparator.comparing(Run.Saved::name))
            .toList();
    return new Run(
        run.id,
        run.name,
        Optional.ofNullable(run.description),
        config(run),
        status(run, now),
        Instant.ofEpochMilli(run.createdAt),
        Instant.ofEpochMilli(run.startedAt),
        Optional.ofNullable(run.completedAt).map(Instant::ofEpochMilli),
        Optional.ofNullable(run.error),
        saved);
  }

  private static Map<String, Object> config(RunEntity run) {
    try {
      return run.config == null
          ? Map.of()
          : java.util.Collections.unmodifiableMap(
              new LinkedHashMap<>(MAPPER.readValue(run.config, CONFIG)));
    } catch (JsonProcessingException e) {
      throw new CorruptCheckpointException("The config of run " + run.id + " is no JSON", e);
    }
  }

  void complete(String id) {
    end(id, RunStatus.COMPLETED, null);
  }

  void fail(String id, String error) {
    requirePlain(error);
    end(id, RunStatus.FAILED, error);
  }

  private void end(String id, RunStatus status, @Nullable String error) {
    change(
        "end run " + id,
        id,
        (run, now) -> {
          RunStatus before = status(run, now);
          if (before == RunStatus.COMPLETED || before == RunStatus.FAILED) {
            throw new IllegalStateException("Run " + id + " has ended already: " + word(before));
          }
          run.status = word(status);
          run.error = error;
          run.completedAt = now;
        });
  }

  /** Goes on with a run that failed or was abandoned, or that is this manager's own. */
  void resume(String id) {
    change(
        "resume run " + id,
        id,
        (run, now) -> {
          RunStatus before = status(run, now);
          boolean alive = before == RunStatus.RUNNING && !owner.equals(run.owner);
          if (alive || before == RunStatus.COMPLETED) {
            throw new IllegalStateException(
                "Run "
                    + id
                    + " is "
                    + word(before)
                    + (alive ? " in another process, which was heard of lately" : "")
                    + "; only a failed or abandoned run can be resumed");
          }
          run.status = word(RunStatus.RUNNING);
          run.owner = owner;
          run.startedAt = now;
          run.heartbeatAt = now;
          run.completedAt = null;
          run.error = null;
        });
  }

  /** Says that this process is alive; whether the run is still its own. */
  boolean beat(String id) {
    return transactions.write(
        where("note that run " + id + " goes on"),
        tx ->
            tx.session()
                    .createMutationQuery(
                        "update Run r set r.heartbeatAt = :now where r.id = :id and r.owner = :owner"
                            + " and r.status = 'running'")
                    .setParameter("now", tx.now())
                    .setParameter("id", id)
                    .setParameter("owner", owner)
                    .executeUpdate()
                > 0);
  }

  private interface Change {
    void apply(RunEntity run, long now);
  }

  private void change(String what, String id, Change change) {
    transactions.write(
        where(what),
        tx -> {
          RunEntity run = locked(tx, id);
          if (run == null) {
            throw new IllegalArgumentException("There is no run " + id);
          }
          change.apply(run, tx.now());
          tx.session().update(run);
          return id;
        });
  }

  /** A run, locked until the end of the transaction; null if there is none. */
  static @Nullable RunEntity locked(Tx tx, String id) {
    return tx.session().get(RunEntity.class, id, LockMode.PESSIMISTIC_WRITE);
  }
}
