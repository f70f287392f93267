package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.multi.Candidates.Aim;
import dev.checkpoint4j.multi.Candidates.Found;
import dev.checkpoint4j.multi.ChildOutcome.Status;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions that several stores have together. All copies of one save have one number, so that
 * these are the union by number. Thread-safe.
 */
final class MultiVersions {
  private final MultiBackend owner;

  MultiVersions(MultiBackend owner) {
    this.owner = owner;
  }

  /** The current version, as loads find it, then all others, newest first. */
  List<VersionInfo> list(CheckpointName name) {
    Candidates candidates = new Candidates(owner, name, "list the versions of", Aim.ALL);
    Map<Long, VersionInfo> union = new TreeMap<>(Comparator.reverseOrder());
    long current = -1;
    for (Found<List<VersionInfo>> found = next(candidates, name);
        found != null;
        found = next(candidates, name)) {
      for (VersionInfo version : found.value()) {
        current = current < 0 && version.current() ? version.version() : current;
        union.merge(version.version(), version, MultiVersions::joined);
      }
    }
    if (union.isEmpty()) {
      candidates.requireAbsent();
      return List.of();
    }
    List<VersionInfo> all = new ArrayList<>();
    for (VersionInfo version : union.values()) {
      boolean isCurrent = version.version() == current;
      all.add(isCurrent ? 0 : all.size(), with(version, version.tags(), isCurrent));
    }
    return all;
  }

  private static @Nullable Found<List<VersionInfo>> next(
      Candidates candidates, CheckpointName name) {
    return candidates.next(
        child -> Optional.of(child.backend().versions(name)).filter(found -> !found.isEmpty()),
        found -> {});
  }

  private static VersionInfo joined(VersionInfo first, VersionInfo second) {
    Set<String> tags = new HashSet<>(first.tags());
    tags.addAll(second.tags());
    return with(first.fingerprint().isPresent() ? first : second, tags, first.current());
  }

  private static VersionInfo with(VersionInfo version, Set<String> tags, boolean current) {
    return new VersionInfo(
        version.name(),
        version.version(),
        version.createdAt(),
        version.rows(),
        version.bytes(),
        version.digest(),
        version.fingerprint(),
        tags,
        current);
  }

  /** Which stores have a version and which do not; empty if all have it. */
  Optional<String> whereabouts(CheckpointName name, long number) {
    Survey survey = new Survey(owner, "list the versions of " + name, owner.enabled());
    survey.each(
        child -> {
          boolean there =
              child.backend().versions(name).stream().anyMatch(v -> v.version() == number);
          return ChildOutcome.of(child, there ? Status.FOUND : Status.ABSENT, "");
        });
    String each =
        survey.outcomes().stream()
            .map(outcome -> outcome.child() + " " + verb(outcome.status()))
            .collect(Collectors.joining(", "));
    boolean everywhere = survey.outcomes().stream().allMatch(o -> o.status() == Status.FOUND);
    return everywhere ? Optional.empty() : Optional.of("of version " + number + ": " + each);
  }

  private static String verb(Status status) {
    return switch (status) {
      case FOUND -> "has it";
      case ABSENT -> "lacks it";
      case DAMAGED -> "has it damaged";
      default -> "could not be asked";
    };
  }

  Optional<VersionInfo> find(CheckpointName name, long number) {
    return list(name).stream().filter(version -> version.version() == number).findFirst();
  }

  Optional<SaveResult> rollback(CheckpointName name, long number) {
    List<Child> savers = owner.savers();
    return find(name, number).map(version -> new Rollback(owner, name, version).run(savers));
  }

  /** Tags the version wherever it is, and takes the tag from other versions everywhere. */
  boolean tag(CheckpointName name, long number, String tag) {
    if (find(name, number).isEmpty()) {
      return false;
    }
    Survey survey = new Survey(owner, "tag checkpoint \"" + name + "\"", owner.changeable());
    survey.each(
        child -> {
          if (isDone(() -> child.backend().tag(name, number, tag))) {
            return ChildOutcome.of(child, Status.SAVED, "");
          }
          isDone(() -> child.backend().untag(name, tag));
          return ChildOutcome.of(child, Status.ABSENT, ", which has no such version");
        });
    survey.require(owner.policy());
    if (survey.outcomes().stream().noneMatch(outcome -> outcome.status() == Status.SAVED)) {
      throw new CheckpointIOException(
          "Cannot tag version "
              + number
              + " of checkpoint \""
              + name
              + "\": only stores have it that take no saves; tag it there");
    }
    return true;
  }

  boolean untag(CheckpointName name, String tag) {
    Survey survey = new Survey(owner, "untag checkpoint \"" + name + "\"", owner.changeable());
    survey.each(
        child -> {
          boolean had = isDone(() -> child.backend().untag(name, tag));
          return ChildOutcome.of(child, had ? Status.SAVED : Status.ABSENT, "");
        });
    survey.require(owner.policy());
    return survey.outcomes().stream().anyMatch(outcome -> outcome.status() == Status.SAVED);
  }

  /** A store that keeps no older versions has none to change. */
  private static boolean isDone(BooleanSupplier change) {
    try {
      return change.getAsBoolean();
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  PruneReport prune(boolean dryRun) {
    List<PruneReport.PrunedFile> files = new ArrayList<>();
    long[] freed = new long[1];
    Survey survey = new Survey(owner, "prune the checkpoints", owner.changeable());
    survey.each(
        child -> {
          PruneReport report = child.backend().prune(dryRun);
          files.addAll(report.files());
          freed[0] += report.freedBytes();
          return ChildOutcome.of(child, Status.SAVED, "");
        });
    survey.require(owner.policy());
    return new PruneReport(dryRun, files, freed[0]);
  }
}
