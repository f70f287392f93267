package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.Backends;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of several stores. Thread-safe. */
final class Child {
  private static final Logger LOG = LoggerFactory.getLogger(MultiCheckpointManager.class);

  private final String name;
  private final Backend backend;
  private final Runnable closing;
  private final @Nullable RuntimeException unopened;
  private final boolean enabled;
  private final boolean readOnly;
  private volatile @Nullable String lastError;

  Child(String name, CheckpointManager manager, boolean readOnly) {
    this.name = name;
    this.closing = manager::close;
    this.backend = Backends.of(manager);
    this.enabled = Backends.isEnabled(manager);
    this.readOnly = readOnly;
    this.unopened = null;
  }

  private Child(String name, LateBackend backend, boolean readOnly, RuntimeException unopened) {
    this.name = name;
    this.closing = backend::close;
    this.backend = backend;
    this.enabled = true;
    this.readOnly = readOnly;
    this.unopened = unopened;
  }

  /** Opens a store; one that cannot be reached tries again at each call. */
  static Child open(String name, String url, boolean readOnly) {
    try {
      return new Child(name, CheckpointManagers.open(url), readOnly);
    } catch (CheckpointConfigurationException | IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      String format = url.substring(0, Math.max(0, url.indexOf(':')));
      LateBackend late = new LateBackend(format, () -> CheckpointManagers.open(url));
      Child child = new Child(name, late, readOnly, e);
      child.failed("open", e);
      return child;
    }
  }

  /** Why it could not be opened; null if it was. */
  @Nullable RuntimeException unopened() {
    return unopened;
  }

  String name() {
    return name;
  }

  Backend backend() {
    return backend;
  }

  boolean isEnabled() {
    return enabled;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  boolean takesSaves() {
    return enabled && !readOnly;
  }

  /** Format and place. */
  String place() {
    return backend.format() + " " + backend.location();
  }

  Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Notes and logs what went wrong. */
  ChildOutcome failed(String operation, RuntimeException e) {
    ChildOutcome outcome = ChildOutcome.failed(this, e);
    lastError = operation + ": " + outcome.detail();
    LOG.warn("Store {} failed to {}: {}", name, operation, outcome.detail());
    return outcome;
  }

  /** The version of its copy; 0 without a manifest, -1 if there is none or it cannot be told. */
  long version(CheckpointName checkpoint) {
    try {
      return backend.summary(checkpoint).map(CheckpointInfo::version).orElse(-1L);
    } catch (RuntimeException e) {
      LOG.debug("Store {} cannot tell the version of {}", name, checkpoint, e);
      return -1;
    }
  }

  void close() {
    closing.run();
  }
}
