package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be read or written: no permission, no room, not a directory, a symbolic link
 * inside it, a broken device. When a save throws this, the old checkpoint is still there.
 */
public class CheckpointIOException extends CheckpointException {
  /** Creates one with a complete message. */
  public CheckpointIOException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public CheckpointIOException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
