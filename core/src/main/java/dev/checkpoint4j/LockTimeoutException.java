package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * Another writer held the store for longer than the configured {@code lock-timeout}. Nothing was
 * changed; trying again is safe.
 */
public class LockTimeoutException extends CheckpointIOException {
  /** Creates one with a complete message. */
  public LockTimeoutException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public LockTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
