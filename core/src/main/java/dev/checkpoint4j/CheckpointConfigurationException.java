package dev.checkpoint4j;

import org.jspecify.annotations.Nullable;

/**
 * A format, URL, property or option that cannot be used. All bad options of one configuration are
 * reported together; unknown names come with the nearest known one.
 */
public class CheckpointConfigurationException extends CheckpointException {
  /** Creates one with a complete message. */
  public CheckpointConfigurationException(String message) {
    super(message);
  }

  /** Creates one with a complete message and what led to it. */
  public CheckpointConfigurationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
