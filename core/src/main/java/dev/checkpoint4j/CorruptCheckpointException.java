package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * The stored bytes are not what a save left there: damaged, cut, exchanged, edited by hand, or not
 * in the format at all. The message names the file and the way on: restore it, {@link
 * CheckpointManager#accept accept} it, or {@link CheckpointManager#delete delete} it.
 */
public class CorruptCheckpointException extends CheckpointException {
  /** Creates one with a complete message. */
  public CorruptCheckpointException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public CorruptCheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
