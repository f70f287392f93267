package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * The commit was under way when a fault struck, so that the new checkpoint may or may not be
 * durable. A load tells which; saving again is safe.
 */
public class CommitOutcomeUnknownException extends CheckpointIOException {
  /** Creates one with a complete message. */
  public CommitOutcomeUnknownException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public CommitOutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
