package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this library throws on purpose. Unchecked. Each message names the
 * checkpoint, its place, the offending value (never a record's contents, never a secret) and what
 * to do. Bad arguments of the ordinary kind ({@code null}, a negative limit) are the JDK's own
 * {@link NullPointerException} and {@link IllegalArgumentException}; a closed manager is an {@link
 * IllegalStateException}.
 */
public class CheckpointException extends RuntimeException {
  /** Creates one with a complete message. */
  public CheckpointException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
