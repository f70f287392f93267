package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a disabled manager works on: keeps nothing, finds nothing. */
final class DisabledBackend implements Backend {
  private final Backend named;

  DisabledBackend(Backend named) {
    this.named = named;
  }

  @Override
  public String format() {
    return named.format();
  }

  @Override
  public String location() {
    return named.location();
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    return new DisabledSink<>(name);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    return Optional.empty();
  }

  @Override
  public List<CheckpointName> list() {
    return List.of();
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return Optional.empty();
  }

  @Override
  public boolean delete(CheckpointName name) {
    return false;
  }

  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    return Optional.empty();
  }

  @Override
  public Verification verify(CheckpointName name) {
    return new Verification(name.value(), Verification.Status.ABSENT, 0, 0, Optional.empty());
  }

  @Override
  public StepLog openStep(CheckpointName name, Duration wait) {
    return ProcessLease.take(new Object(), name, wait);
  }

  @Override
  public void close() {
    // The one that it stands for is closed by its manager.
  }
}
