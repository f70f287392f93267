package dev.checkpoint4j.spi;

import dev.checkpoint4j.Durability;
import dev.checkpoint4j.Retention;
import java.time.Duration;
import java.util.Objects;

/**
 * How a file store behaves, whatever its format.
 *
 * @param durability what a returned save survives
 * @param lockTimeout how long a commit waits for another one; positive
 * @param retention which versions are kept when another is saved
 */
public record StoreOptions(Durability durability, Duration lockTimeout, Retention retention) {
  /** {@link Durability#FULL}. */
  public static final Durability DEFAULT_DURABILITY = Durability.FULL;

  /** 30 seconds. A commit takes milliseconds; whoever waits longer waits for a stopped process. */
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(30);

  /** The defaults. */
  public static final StoreOptions DEFAULTS =
      new StoreOptions(DEFAULT_DURABILITY, DEFAULT_LOCK_TIMEOUT);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the timeout is not positive
   */
  public StoreOptions {
    Objects.requireNonNull(durability, "durability");
    Objects.requireNonNull(lockTimeout, "lockTimeout");
    Objects.requireNonNull(retention, "retention");
    if (lockTimeout.isNegative() || lockTimeout.isZero()) {
      throw new IllegalArgumentException("lockTimeout must be positive but was " + lockTimeout);
    }
  }

  /** Options with the default retention. */
  public StoreOptions(Durability durability, Duration lockTimeout) {
    this(durability, lockTimeout, Retention.DEFAULTS);
  }

  /** These options with another durability. */
  public StoreOptions withDurability(Durability changed) {
    return new StoreOptions(changed, lockTimeout, retention);
  }

  /** These options with another timeout. */
  public StoreOptions withLockTimeout(Duration changed) {
    return new StoreOptions(durability, changed, retention);
  }

  /** These options with another retention. */
  public StoreOptions withRetention(Retention changed) {
    return new StoreOptions(durability, lockTimeout, changed);
  }
}
