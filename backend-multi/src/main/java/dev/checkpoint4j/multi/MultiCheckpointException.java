package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An operation over several stores that did not come out as its {@link FailurePolicy} demands. The
 * message and {@link #outcomes} say of each store what happened; the first store's exception is the
 * cause, those of others are suppressed exceptions.
 */
public final class MultiCheckpointException extends CheckpointException {
  private static final long serialVersionUID = 1L;

  private final transient List<ChildOutcome> outcomes;

  MultiCheckpointException(String what, List<ChildOutcome> outcomes, String wayOut) {
    super(what + ": " + text(outcomes) + ". " + wayOut, Problems.joined(outcomes));
    this.outcomes = List.copyOf(outcomes);
  }

  static String text(List<ChildOutcome> outcomes) {
    return outcomes.stream().map(ChildOutcome::toString).collect(Collectors.joining("; "));
  }

  /** What each store did, in their order; empty after serialisation. */
  public List<ChildOutcome> outcomes() {
    return outcomes == null ? List.of() : outcomes;
  }
}
