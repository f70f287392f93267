package dev.checkpoint4j.sql;

import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.util.List;

/** Opens the logs of half-done steps. Thread-safe. */
final class SqlSteps {
  private final SqlShared shared;
  private final RunScope scope;

  SqlSteps(SqlShared shared, RunScope scope) {
    this.shared = shared;
    this.scope = scope;
  }

  StepLog open(CheckpointName name, Duration wait, String where) {
    SqlStepLog log = leased(name, wait, where);
    try {
      log.look();
      return log;
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }

  /** Removes a log without looking at it, since it may be damaged. */
  void discard(CheckpointName name, Duration wait, String where) {
    try (SqlStepLog log = leased(name, wait, where)) {
      log.rewrite(List.of());
    }
  }

  private SqlStepLog leased(CheckpointName name, Duration wait, String where) {
    String run = scope.writable();
    StepLease lease = StepLease.take(shared, run, name, wait, where);
    return new SqlStepLog(
        shared.transactions(), new CheckpointEntity.Key(run, name.value()), lease, where);
  }
}
