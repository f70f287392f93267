package dev.checkpoint4j;

import java.util.Locale;

/**
 * What a step did.
 *
 * @param name the checkpoint's name
 * @param computed rows of this run
 * @param reused rows that were there
 * @param failed rows that could not be computed and are missing in the result
 * @param dropped rows that were there and that this run did not ask for
 * @param missing rows that were left out since they were neither there nor recorded as failed; 0
 *     unless {@link StepBuilder.WithOutput#onlyFailures}
 * @param completed whether the rows are the checkpoint now; if not, they are kept for the next run
 * @param saved the checkpoint as it is now; if the step was not completed, a result that is not
 *     saved
 */
public record StepReport(
    String name,
    long computed,
    long reused,
    long failed,
    long dropped,
    long missing,
    boolean completed,
    SaveResult saved) {
  /** The report of a step that was completed. */
  public StepReport(
      String name, long computed, long reused, long failed, long dropped, SaveResult saved) {
    this(name, computed, reused, failed, dropped, 0, true, saved);
  }

  /** As a log line. */
  @Override
  public String toString() {
    if (!completed) {
      return String.format(
          Locale.ROOT,
          "%s: %d computed, %d reused, %d failed, %d missing, not completed",
          name,
          computed,
          reused,
          failed,
          missing);
    }
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
