package dev.checkpoint4j.sql;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The run in which a manager, or a view of one run, looks and saves. Thread-safe. */
final class RunScope {
  private final Runs runs;
  private final Supplier<@Nullable String> set;
  private volatile @Nullable String ensured;

  /**
   * @param set the run that is set at the time of a call; null for none
   */
  RunScope(Runs runs, Supplier<@Nullable String> set) {
    this.runs = runs;
    this.set = set;
  }

  /** Where to look; null for the newest completed run that has what is looked for. */
  @Nullable String readable() {
    return set.get();
  }

  /** The run that saves go to, which is there. */
  String writable() {
    String current = set.get();
    String run = current == null ? Runs.DEFAULT : current;
    if (!run.equals(ensured)) {
      runs.ensure(run);
      ensured = run;
    }
    return run;
  }
}
