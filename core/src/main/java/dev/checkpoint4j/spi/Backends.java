package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManager;

/** From managers to what lies behind them, for backends that are made of other managers. */
public final class Backends {
  private Backends() {}

  /**
   * The backend of a manager; it stays the manager's own, which closes it.
   *
   * @throws CheckpointConfigurationException if the manager does not extend {@link
   *     AbstractCheckpointManager}
   * @throws IllegalStateException if the manager is closed
   */
  public static Backend of(CheckpointManager manager) {
    return of(require(manager));
  }

  /** Whether a manager saves and finds anything. */
  public static boolean isEnabled(CheckpointManager manager) {
    return require(manager).isEnabled();
  }

  private static Backend of(AbstractCheckpointManager manager) {
    return manager.backend();
  }

  private static AbstractCheckpointManager require(CheckpointManager manager) {
    if (manager instanceof AbstractCheckpointManager known) {
      return known;
    }
    throw new CheckpointConfigurationException(
        "A store made of others takes managers of backends, which extend "
            + AbstractCheckpointManager.class.getName()
            + ", but "
            + manager.getClass().getName()
            + " does not; give the manager that it wraps");
  }
}
