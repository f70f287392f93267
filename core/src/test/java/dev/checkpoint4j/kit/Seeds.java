package dev.checkpoint4j.kit;

import java.util.Random;

/**
 * Runs random tests so that a failure can be run again: each round has a seed of its own, which a
 * failure names. {@code -Dcheckpoint4j.seed=<seed>} runs that one round alone.
 */
public final class Seeds {
  /** The system property that chooses one seed. */
  public static final String PROPERTY = "checkpoint4j.seed";

  private static final long FIRST = 20261121;

  private Seeds() {}

  /** One round of a random test. */
  @FunctionalInterface
  public interface Round {
    /** Runs with the random numbers of one seed. */
    void run(Random random) throws Exception;
  }

  /** Runs so many rounds, or the one whose seed was asked for. */
  public static void rounds(int count, Round round) {
    Long chosen = Long.getLong(PROPERTY);
    for (int i = 0; i < (chosen == null ? count : 1); i++) {
      long seed = chosen == null ? FIRST + i : chosen;
      try {
        round.run(new Random(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "Round " + (i + 1) + " failed; run it again with -D" + PROPERTY + "=" + seed, e);
      }
    }
  }

  /** Random numbers for a test of one round; the seed stands in the output of the run. */
  public static Random random(String what) {
    long seed = Long.getLong(PROPERTY, FIRST);
    System.out.println(what + ": -D" + PROPERTY + "=" + seed);
    return new Random(seed);
  }
}
