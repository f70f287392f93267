package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
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
  private final CheckpointManager manager;
  private final Backend backend;
  private final boolean enabled;
  private final boolean readOnly;
  private volatile @Nullable String lastError;

  Child(String name, CheckpointManager manager, boolean readOnly) {
    this.name = name;
    this.manager = manager;
    this.backend = Backends.of(manager);
    this.enabled = Backends.isEnabled(manager);
    this.readOnly = readOnly;
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
      return backend.info(checkpoint).map(CheckpointInfo::version).orElse(-1L);
    } catch (RuntimeException e) {
      LOG.debug("Store {} cannot tell the version of {}", name, checkpoint, e);
      return -1;
    }
  }

  void close() {
    manager.close();
  }
}
