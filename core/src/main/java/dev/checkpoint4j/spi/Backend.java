package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Verification;
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

  /** Removes a checkpoint; whether there was one. */
  boolean delete(CheckpointName name);

  /** Takes what lies there as a new version; empty if there is nothing. */
  Optional<CheckpointInfo> accept(CheckpointName name);

  /** Reads every byte and every row. */
  Verification verify(CheckpointName name);

  @Override
  void close();
}
