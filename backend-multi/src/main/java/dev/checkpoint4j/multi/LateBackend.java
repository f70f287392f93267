package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.Backends;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that could not be opened with the others: each call tries again, so that it takes part
 * from when it can be reached. Thread-safe.
 */
final class LateBackend implements Backend {
  private final String format;
  private final Supplier<CheckpointManager> opening;
  private @Nullable CheckpointManager opened;

  /**
   * @param opening throws what a call is to throw
   */
  LateBackend(String format, Supplier<CheckpointManager> opening) {
    this.format = format;
    this.opening = opening;
  }

  private synchronized Backend backend() {
    CheckpointManager manager = opened;
    if (manager == null) {
      manager = opening.get();
      opened = manager;
    }
    return Backends.of(manager);
  }

  private synchronized @Nullable CheckpointManager opened() {
    return opened;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public String location() {
    CheckpointManager manager = opened();
    return manager == null ? "(not open)" : Backends.of(manager).location();
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    return backend().write(name, binding);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    return backend().read(name, plan);
  }

  @Override
  public List<CheckpointName> list() {
    return backend().list();
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return backend().info(name);
  }

  @Override
  public Optional<CheckpointInfo> summary(CheckpointName name) {
    return backend().summary(name);
  }

  @Override
  public boolean delete(CheckpointName name) {
    return backend().delete(name);
  }

  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    return backend().accept(name);
  }

  @Override
  public Verification verify(CheckpointName name) {
    return backend().verify(name);
  }

  @Override
  public List<VersionInfo> versions(CheckpointName name) {
    return backend().versions(name);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long version) {
    return backend().read(name, plan, version);
  }

  @Override
  public Optional<SaveResult> rollback(CheckpointName name, long version) {
    return backend().rollback(name, version);
  }

  @Override
  public boolean tag(CheckpointName name, long version, String tag) {
    return backend().tag(name, version, tag);
  }

  @Override
  public boolean untag(CheckpointName name, String tag) {
    return backend().untag(name, tag);
  }

  @Override
  public PruneReport prune(boolean dryRun) {
    return backend().prune(dryRun);
  }

  @Override
  public StepLog openStep(CheckpointName name, Duration wait) {
    return backend().openStep(name, wait);
  }

  @Override
  public void discardStep(CheckpointName name, Duration wait) {
    backend().discardStep(name, wait);
  }

  @Override
  public void close() {
    CheckpointManager manager = opened();
    if (manager != null) {
      manager.close();
    }
  }
}
