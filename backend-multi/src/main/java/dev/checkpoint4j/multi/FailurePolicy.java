package dev.checkpoint4j.multi;

/**
 * Which stores may fail while the whole goes on. It governs saves, deletes and lists; loads follow
 * the {@link LoadStrategy}.
 *
 * <p>A save first writes to every store, and switches none before all that the policy requires are
 * ready; what fails until then changes nothing anywhere. Then the stores switch in their order.
 */
public enum FailurePolicy {
  /** The first failure ends the operation; stores after it are not tried. */
  FAIL_FAST,
  /** Every store is tried and none may fail. */
  REQUIRE_ALL,
  /** Every store is tried; the first enabled one that takes saves must not fail. The default. */
  REQUIRE_PRIMARY,
  /**
   * Every store is tried; one success is enough. A load, too, takes a store that cannot be reached
   * for one without the checkpoint.
   */
  BEST_EFFORT
}
