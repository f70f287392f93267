package dev.checkpoint4j.kit;

import dev.checkpoint4j.spi.AbstractCheckpointManager;

/**
 * Keeps checkpoints in the memory of this JVM, by the name of a place: the smallest backend there
 * can be, and a store for the tests of applications. All managers of one place see the same
 * checkpoints. Thread-safe.
 *
 * <pre>{@code
 * CheckpointManager checkpoints = new InMemoryCheckpoints("test-1", true);
 * }</pre>
 */
public final class InMemoryCheckpoints extends AbstractCheckpointManager {
  /** The format's name in URLs. */
  public static final String FORMAT = "memory";

  /**
   * Opens a place, which is made if there is none of this name.
   *
   * @param enabled false for a manager that saves nothing and finds nothing
   */
  public InMemoryCheckpoints(String place, boolean enabled) {
    super(new InMemoryBackend(place), enabled);
  }
}
