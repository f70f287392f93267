package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * Stored data and the requested Java type do not fit: a column of another type, a null for a
 * primitive, a value out of range. The message gives place, row, column, the type expected and the
 * type found.
 */
public class SchemaMismatchException extends CheckpointException {
  /** Creates one with a complete message. */
  public SchemaMismatchException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public SchemaMismatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
