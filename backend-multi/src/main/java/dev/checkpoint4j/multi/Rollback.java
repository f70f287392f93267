package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.multi.ChildOutcome.Status;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Brings an older version back in several stores, under one new number. A store that has the
 * version does it by itself; one that has not gets the rows. Used once.
 */
final class Rollback {
  private final MultiBackend owner;
  private final CheckpointName name;
  private final VersionInfo version;
  private final Map<Child, SaveResult> made = new LinkedHashMap<>();

  Rollback(MultiBackend owner, CheckpointName name, VersionInfo version) {
    this.owner = owner;
    this.name = name;
    this.version = version;
  }

  SaveResult run(List<Child> savers) {
    long newest = owner.newestVersion(name);
    Survey survey = new Survey(owner, "roll back checkpoint \"" + name + "\"", savers);
    survey.each(
        child -> {
          if (made.isEmpty() && child != savers.get(0) && isPrimaryNeeded()) {
            // Nothing has switched yet, so that all can stay as it was.
            return ChildOutcome.of(child, Status.NOT_SWITCHED, ", given up before its switch");
          }
          SaveResult result = made.isEmpty() ? first(child, newest) : next(child, highest());
          made.put(child, result);
          return ChildOutcome.of(child, Status.SAVED, ", version " + result.version());
        });
    level(survey);
    Set<Child> missed = new HashSet<>(owner.enabled());
    missed.removeAll(made.keySet());
    owner.freshness().saved(name, missed);
    survey.requireSaved();
    return result(survey);
  }

  private boolean isPrimaryNeeded() {
    return owner.policy() != FailurePolicy.BEST_EFFORT;
  }

  private long highest() {
    return made.values().stream().mapToLong(SaveResult::version).max().orElse(0);
  }

  private SaveResult first(Child child, long newest) {
    Optional<SaveResult> result =
        child.version(name) == newest ? natively(child) : Optional.empty();
    return result.orElseGet(() -> copied(child, last -> Math.max(last, newest) + 1));
  }

  private SaveResult next(Child child, long number) {
    Optional<SaveResult> result =
        child.version(name) == number - 1 ? natively(child) : Optional.empty();
    return result.orElseGet(() -> copied(child, last -> last < number ? number : -1));
  }

  private Optional<SaveResult> natively(Child child) {
    try {
      return child.backend().rollback(name, version.version());
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /**
   * Copies the rows: from a store that has them as its new version already, for with that it may
   * have dropped the old one.
   */
  private SaveResult copied(Child child, LongUnaryOperator numbering) {
    long number = highest();
    Backend from = owner;
    VersionInfo rows = version;
    for (Map.Entry<Child, SaveResult> entry : made.entrySet()) {
      if (entry.getKey() != child && entry.getValue().version() == number) {
        from = entry.getKey().backend();
        rows = numbered(number);
      }
    }
    return RowCopy.copy(from, child.backend(), name, rows, numbering)
        .orElseThrow(
            () ->
                new CheckpointIOException(
                    "Cannot roll checkpoint \""
                        + name
                        + "\" back: version "
                        + version.version()
                        + " was removed meanwhile"));
  }

  private VersionInfo numbered(long number) {
    return new VersionInfo(
        version.name(),
        number,
        version.createdAt(),
        version.rows(),
        version.bytes(),
        version.digest(),
        version.fingerprint(),
        Set.of(),
        true);
  }

  /** A save of somebody else that came between gave a store a higher number: the others follow. */
  private void level(Survey survey) {
    long number = highest();
    for (Map.Entry<Child, SaveResult> entry : made.entrySet()) {
      if (entry.getValue().version() < number) {
        survey.again(
            entry.getKey(),
            child -> {
              entry.setValue(copied(child, last -> last < number ? number : -1));
              return ChildOutcome.of(child, Status.SAVED, ", version " + number);
            });
      }
    }
  }

  private SaveResult result(Survey survey) {
    SaveResult first = made.values().iterator().next();
    List<SaveResult.Part> parts = new ArrayList<>();
    for (Child child : owner.children()) {
      ChildOutcome outcome =
          survey.outcomes().stream()
              .filter(said -> said.child().equals(child.name()))
              .findFirst()
              .orElseGet(() -> owner.skipped(child));
      parts.add(
          new SaveResult.Part(child.name(), outcome.status() == Status.SAVED, outcome.detail()));
    }
    return new SaveResult(
        first.name(), true, highest(), first.rows(), first.bytes(), first.digest(), parts);
  }
}
