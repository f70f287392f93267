package dev.checkpoint4j;

/**
 * Somebody else is computing this checkpoint and did not finish within the time given. Nothing was
 * changed; trying again is safe.
 */
public class StepBusyException extends CheckpointException {
  /** Creates one with a complete message. */
  public StepBusyException(String message) {
    super(message);
  }
}
