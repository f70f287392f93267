package dev.checkpoint4j.multi;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.multi.ChildOutcome.Status;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stores that one read may turn to, in the order of the strategy, and what those said that were
 * asked. Used by one thread at a time.
 */
final class Candidates {
  private final MultiBackend owner;
  private final CheckpointName name;
  private final String operation;
  private final Aim aim;
  private final Deque<Child> left = new ArrayDeque<>();
  private final List<ChildOutcome> outcomes = new ArrayList<>();
  private boolean raced;

  /** What is looked for. */
  enum Aim {
    /** The newest copy; one that is known to be older than another comes last. */
    CURRENT,
    /** What every store has, in the order in which loads turn to them. */
    ALL,
    /** One version, whether it is the current one or not. */
    VERSION
  }

  Candidates(MultiBackend owner, CheckpointName name, String operation, Aim aim) {
    this.owner = owner;
    this.name = name;
    this.operation = operation;
    this.aim = aim;
    this.raced = aim == Aim.ALL;
    left.addAll(order());
  }

  /** Without a race: the answer is the same whichever store is faster. */
  Candidates inOrder() {
    raced = true;
    return this;
  }

  /** What a store gave, and which it was. */
  record Found<V>(Child child, V value) {}

  private List<Child> order() {
    List<Child> enabled = new ArrayList<>(owner.enabled());
    if (aim == Aim.VERSION && owner.loadStrategy() != LoadStrategy.PRIORITY) {
      return enabled;
    }
    switch (owner.loadStrategy()) {
      case PRIORITY -> {
        return enabled.subList(0, 1);
      }
      case NEWEST_VALID -> {
        Map<Child, Long> versions = new HashMap<>();
        enabled.forEach(child -> versions.put(child, child.version(name)));
        Comparator<Child> byVersion =
            Comparator.comparing(child -> Objects.requireNonNull(versions.get(child)));
        enabled.sort(byVersion.reversed());
      }
      default ->
          enabled.sort(Comparator.comparing(child -> owner.freshness().isBehind(child, name)));
    }
    return enabled;
  }

  /** The next store that has something; null if none is left. */
  <V> @Nullable Found<V> next(Function<Child, Optional<V>> read, Race.Dropper<V> drop) {
    if (owner.loadStrategy() == LoadStrategy.FASTEST && !raced) {
      raced = true;
      List<Child> fresh =
          left.stream().filter(child -> aim == Aim.VERSION || !isBehind(child)).toList();
      left.removeAll(fresh);
      Race<V> race = new Race<>(fresh, read, drop);
      Found<V> winner = firstOf(race);
      race.notFinished().forEach(left::addFirst);
      if (winner != null) {
        return winner;
      }
    }
    while (!left.isEmpty()) {
      Found<V> found = take(Race.attempt(left.remove(), read));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private <V> @Nullable Found<V> firstOf(Race<V> race) {
    for (Race.Attempt<V> next = race.next(); next != null; next = race.next()) {
      Found<V> found = take(next);
      if (found != null) {
        race.end();
        return found;
      }
    }
    return null;
  }

  private <V> @Nullable Found<V> take(Race.Attempt<V> attempt) {
    Child child = attempt.child();
    if (attempt.failure() != null) {
      failed(child, attempt.failure());
      return null;
    }
    V value = attempt.value();
    if (value == null) {
      outcomes.add(ChildOutcome.of(child, Status.ABSENT, ""));
      return null;
    }
    if (aim == Aim.CURRENT && owner.loadStrategy() != LoadStrategy.PRIORITY && isBehind(child)) {
      ChildOutcome stale =
          ChildOutcome.of(child, Status.STALE, ", an older version than another store's");
      owner.warn("Checkpoint {} is taken from an older copy: {}", name, stale);
      outcomes.add(stale);
    } else {
      outcomes.add(ChildOutcome.of(child, Status.FOUND, ""));
    }
    return new Found<>(child, value);
  }

  private boolean isBehind(Child child) {
    return owner.freshness().isBehind(child, name);
  }

  /**
   * Notes a failure of a store; a mistake of the caller is thrown, for it is one in every store.
   */
  void failed(Child child, RuntimeException e) {
    if (Problems.isReadersMistake(e)) {
      throw e;
    }
    outcomes.removeIf(outcome -> outcome.child().equals(child.name()));
    outcomes.add(child.failed(operation + " " + name, e));
  }

  /** What each store said that was asked. */
  List<ChildOutcome> outcomes() {
    return outcomes;
  }

  /**
   * Called when no store had a readable copy.
   *
   * @throws RuntimeException unless that means that there is none
   */
  void requireAbsent() {
    List<ChildOutcome> failures = outcomes.stream().filter(ChildOutcome::isFailure).toList();
    if (failures.isEmpty()) {
      return;
    }
    boolean someAnswered = failures.size() < outcomes.size();
    boolean damaged = failures.stream().anyMatch(f -> f.status() == Status.DAMAGED);
    if (!damaged && someAnswered && owner.policy() == FailurePolicy.BEST_EFFORT) {
      return;
    }
    if (outcomes.size() == 1) {
      throw failures.get(0).cause().orElseThrow();
    }
    String what = "Cannot " + operation + " checkpoint \"" + name + "\" from any store";
    if (damaged) {
      throw new CorruptCheckpointException(
          what
              + ": "
              + MultiCheckpointException.text(outcomes)
              + ". Save it again, or accept(\""
              + name
              + "\") what was changed on purpose",
          Problems.joined(failures));
    }
    throw new MultiCheckpointException(
        what, outcomes, "Make one of the stores available that may have it");
  }
}
