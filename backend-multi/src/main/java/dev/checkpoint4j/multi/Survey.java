package dev.checkpoint4j.multi;

import dev.checkpoint4j.multi.ChildOutcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One operation on several stores, one after the other, and what each of them said. */
final class Survey {
  private final MultiBackend owner;
  private final String operation;
  private final List<Child> asked;
  private final List<ChildOutcome> outcomes = new ArrayList<>();

  Survey(MultiBackend owner, String operation, List<Child> asked) {
    this.owner = owner;
    this.operation = operation;
    this.asked = asked;
  }

  /** Asks every store; after a failure the others too, unless the first failure ends it all. */
  void each(Function<Child, ChildOutcome> action) {
    boolean stopped = false;
    for (Child child : asked) {
      if (stopped) {
        outcomes.add(ChildOutcome.of(child, Status.SKIPPED, ", not tried after the failure"));
        continue;
      }
      try {
        outcomes.add(action.apply(child));
      } catch (RuntimeException e) {
        outcomes.add(child.failed(operation, e));
        stopped = owner.stopsAtOnce();
      }
    }
  }

  /** Asks one store once more; what it says now counts. */
  void again(Child child, Function<Child, ChildOutcome> action) {
    ChildOutcome again;
    try {
      again = action.apply(child);
    } catch (RuntimeException e) {
      again = child.failed(operation, e);
    }
    ChildOutcome last = again;
    outcomes.replaceAll(before -> before.child().equals(child.name()) ? last : before);
  }

  List<ChildOutcome> outcomes() {
    return outcomes;
  }

  /** Throws if more failed than a policy bears. */
  void require(FailurePolicy policy) {
    long failures = outcomes.stream().filter(ChildOutcome::isFailure).count();
    boolean met =
        switch (policy) {
          case FAIL_FAST, REQUIRE_ALL -> failures == 0;
          case REQUIRE_PRIMARY -> outcomes.isEmpty() || !outcomes.get(0).isFailure();
          case BEST_EFFORT -> failures == 0 || failures < outcomes.size();
        };
    if (!met) {
      throw failure();
    }
  }

  /** Throws if more failed than the policy of the stores bears, or fewer than the quorum did it. */
  void requireSaved() {
    require(owner.policy());
    long good = outcomes.stream().filter(outcome -> outcome.status() == Status.SAVED).count();
    if (good < owner.saveStrategy().quorum()) {
      throw failure();
    }
  }

  private RuntimeException failure() {
    if (outcomes.size() == 1) {
      return outcomes.get(0).cause().orElseThrow();
    }
    return new MultiCheckpointException(
        "Cannot " + operation + " as " + owner.rule() + " demands",
        outcomes,
        "Make the stores available that failed and try again, or disable them");
  }
}
