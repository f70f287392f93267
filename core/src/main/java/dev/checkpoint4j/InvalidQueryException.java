package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * A query that cannot mean anything: an unknown column (the nearest one is named), a comparison of
 * unlike types, a syntax error in a textual filter (with its position).
 */
public class InvalidQueryException extends CheckpointException {
  /** Creates one with a complete message. */
  public InvalidQueryException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public InvalidQueryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
