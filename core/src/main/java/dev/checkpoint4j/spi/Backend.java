package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how checkpoints are kept. {@link AbstractCheckpointManager} turns one into the manager
 * that applications use: arguments are checked, names and bindings made, and calls after a close
 * refused before they come here. Thread-safe. A format of files implements {@link FileFormat}
 * instead.
 */
public interface Backend extends AutoCloseable {
  /** The format's name, such as {@code jsonl}. */
  String format();

  /** The place for people, without secrets. */
  String location();

  /** Begins a save. */
  <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding);

  /** Opens the current version; empty if there is none. */
  <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan);

  /** All names, in any order. */
  List<CheckpointName> list();

  /** What is known without reading rows; empty if there is no such checkpoint. */
  Optional<CheckpointInfo> info(CheckpointName name);

  /**
   * As {@link #info}, for a list of many: the sizes of older versions may be left out, so that they
   * need not be looked at.
   */
  default Optional<CheckpointInfo> summary(CheckpointName name) {
    return info(name);
  }

  /** Removes a checkpoint; whether there was one. */
  boolean delete(CheckpointName name);

  /** Takes what lies there as a new version; empty if there is nothing. */
  Optional<CheckpointInfo> accept(CheckpointName name);

  /** Reads every byte and every row. */
  Verification verify(CheckpointName name);

  /** The versions that can be read, newest first; empty if there is no such checkpoint. */
  default List<VersionInfo> versions(CheckpointName name) {
    return info(name).map(VersionInfo::current).stream().toList();
  }

  /**
   * For a store made of others: which of them have a version and which do not, for people; empty if
   * all have it, and for a store that is one.
   */
  default Optional<String> whereabouts(CheckpointName name, long version) {
    return Optional.empty();
  }

  /** Opens one version; empty if it is not there. */
  default <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long version) {
    return versions(name).stream().anyMatch(v -> v.current() && v.version() == version)
        ? read(name, plan)
        : Optional.empty();
  }

  /**
   * Saves the contents of an older version as a new one; empty if it is not there.
   *
   * @throws UnsupportedOperationException where no older versions are kept
   */
  default Optional<SaveResult> rollback(CheckpointName name, long version) {
    throw new UnsupportedOperationException(
        "A " + format() + " store keeps no older versions to go back to");
  }

  /**
   * Gives a version a tag, which another version of the name loses; false if it is not there.
   *
   * @throws UnsupportedOperationException where no older versions are kept
   */
  default boolean tag(CheckpointName name, long version, String tag) {
    throw new UnsupportedOperationException("A " + format() + " store keeps no tags");
  }

  /** Takes a tag away; whether some version had it. */
  default boolean untag(CheckpointName name, String tag) {
    throw new UnsupportedOperationException("A " + format() + " store keeps no tags");
  }

  /** Removes what the retention does not keep. */
  default PruneReport prune(boolean dryRun) {
    return new PruneReport(dryRun, List.of(), 0);
  }

  /**
   * Opens the log of a half-done step, and holds the right to compute this checkpoint until it is
   * closed. By default the right is held within this JVM alone, and nothing can be logged.
   *
   * @param wait how long to wait while somebody else has it
   * @throws dev.checkpoint4j.StepBusyException naming who has it
   */
  default StepLog openStep(CheckpointName name, Duration wait) {
    return ProcessLease.take(format() + ":" + location() + ":" + name, name, wait);
  }

  /** Removes the log of a half-done step, whatever is in it. */
  default void discardStep(CheckpointName name, Duration wait) {
    try (StepLog log = openStep(name, wait)) {
      log.replace(List.of());
    }
  }

  @Override
  void close();
}
