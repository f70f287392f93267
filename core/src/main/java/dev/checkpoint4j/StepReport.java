package dev.checkpoint4j;

import java.util.Locale;

/**
 * What a completed step did.
 *
 * @param name the checkpoint's name
 * @param computed rows of this run
 * @param reused rows that were there
 * @param failed rows that could not be computed and are missing in the result
 * @param dropped rows that were there and that this run did not ask for
 * @param saved the checkpoint as it is now
 */
public record StepReport(
    String name, long computed, long reused, long failed, long dropped, SaveResult saved) {
  /** As a log line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d computed, %d reused, %d failed, %d dropped, version %d",
        name,
        computed,
        reused,
        failed,
        dropped,
        saved.version());
  }
}
