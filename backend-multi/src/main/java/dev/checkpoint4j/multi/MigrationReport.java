package dev.checkpoint4j.multi;

import java.util.List;

/**
 * What became of all checkpoints of a migration. Immutable.
 *
 * @param checkpoints in the order of their names
 */
public record MigrationReport(List<MigratedCheckpoint> checkpoints) {
  /** Copies the list. */
  public MigrationReport {
    checkpoints = List.copyOf(checkpoints);
  }

  /** Whether every checkpoint is in the target, or would be. */
  public boolean isComplete() {
    return checkpoints.stream().allMatch(MigratedCheckpoint::isGood);
  }

  /** Rows of all checkpoints. */
  public long rows() {
    return checkpoints.stream().mapToLong(MigratedCheckpoint::rows).sum();
  }
}
