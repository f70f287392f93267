package dev.checkpoint4j;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a step made. Thread-safe.
 *
 * @param <T> the record type
 */
public final class StepResult<T> {
  private final StepReport report;
  private final Fingerprint fingerprint;
  private final Supplier<List<T>> records;

  /**
   * Made by a store.
   *
   * @param records loads them
   */
  public StepResult(StepReport report, Fingerprint fingerprint, Supplier<List<T>> records) {
    this.report = report;
    this.fingerprint = fingerprint;
    this.records = records;
  }

  /** What was computed, reused, failed and dropped. */
  public StepReport report() {
    return report;
  }

  /** What the records depend on, for steps after this one; rows that failed are not in it. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /**
   * The records in the order of the inputs, loaded at each call.
   *
   * @throws IllegalStateException if the step was not completed: {@link StepReport#completed}
   */
  public List<T> records() {
    return records.get();
  }
}
