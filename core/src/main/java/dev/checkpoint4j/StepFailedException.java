package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/** A step stopped because of rows that could not be computed; what was computed is kept. */
public class StepFailedException extends CheckpointException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a complete message and the last row's failure. */
  public StepFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
