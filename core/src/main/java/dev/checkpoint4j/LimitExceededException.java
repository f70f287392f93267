package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * Data asks for more memory or depth than a limit allows: a record too long, nesting too deep, a
 * name too long. The message gives the limit and the option that raises it.
 */
public class LimitExceededException extends CheckpointException {
  /** Creates one with a complete message. */
  public LimitExceededException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public LimitExceededException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
