package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * A Java type or value that no checkpoint can keep exactly: an unbindable class, an unpaired
 * surrogate, a map key that is no string. Thrown at save, with the field's path; nothing is stored.
 */
public class UnsupportedTypeException extends CheckpointException {
  /** Creates one with a complete message. */
  public UnsupportedTypeException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public UnsupportedTypeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
