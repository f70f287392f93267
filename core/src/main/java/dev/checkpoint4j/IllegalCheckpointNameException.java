package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint name that is refused before anything is read or written. The message shows the name
 * (escaped) and the rule it breaks.
 */
public class IllegalCheckpointNameException extends CheckpointException {
  /** Creates one with a complete message. */
  public IllegalCheckpointNameException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public IllegalCheckpointNameException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
