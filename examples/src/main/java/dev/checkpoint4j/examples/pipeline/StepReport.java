package dev.checkpoint4j.examples.pipeline;

import java.time.Duration;
import java.util.Locale;

/**
 * How a step went.
 *
 * @param bytes bytes on disk
 */
record StepReport(String step, Outcome outcome, int rows, long bytes, Duration time) {
  enum Outcome {
    COMPUTED("computed"),
    REUSED("reused"),
    /** Computed, but the store is disabled. */
    NOT_KEPT("not kept");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** The log line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d rows, %,d bytes, %,d ms",
        step,
        outcome,
        rows,
        bytes,
        time.toMillis());
  }
}
