package dev.checkpoint4j.kit;

import dev.checkpoint4j.Retention;
import dev.checkpoint4j.Retention.Candidate;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The versions of each name, newest first; each change is one atomic step of the map. */
final class InMemoryVersions {
  private final ConcurrentMap<CheckpointName, List<InMemoryVersion>> map =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<CheckpointName, List<byte[]>> logs = new ConcurrentHashMap<>();

  /** Makes these rows the current version, with the next number. */
  SaveResult add(CheckpointName name, InMemoryVersion rows) {
    return result(name, map.compute(name, (n, old) -> with(old == null ? List.of() : old, rows)));
  }

  private static List<InMemoryVersion> with(List<InMemoryVersion> old, InMemoryVersion rows) {
    InMemoryVersion created = rows.withVersion(old.isEmpty() ? 1 : old.get(0).number() + 1);
    List<InMemoryVersion> all = new ArrayList<>(List.of(created));
    all.addAll(Retention.DEFAULTS.select(old, InMemoryVersions::candidate, created.createdAt()));
    return List.copyOf(all);
  }

  private static Candidate candidate(InMemoryVersion version) {
    String content = Long.toString(version.number());
    return new Candidate(version.createdAt(), content, 0, !version.tags().isEmpty());
  }

  private static SaveResult result(CheckpointName name, List<InMemoryVersion> versions) {
    InMemoryVersion current = versions.get(0);
    return new SaveResult(
        name.value(), true, current.number(), current.rows().size(), 0, Optional.empty());
  }

  /** All versions, newest first; empty if there is no such checkpoint. */
  List<InMemoryVersion> of(CheckpointName name) {
    return map.getOrDefault(name, List.of());
  }

  Optional<InMemoryVersion> version(CheckpointName name, long number) {
    return of(name).stream().filter(version -> version.number() == number).findFirst();
  }

  Set<CheckpointName> names() {
    return map.keySet();
  }

  boolean remove(CheckpointName name) {
    return map.remove(name) != null;
  }

  /** Gives a tag to the version of this number and takes it from all others. */
  void tag(CheckpointName name, long number, String tag) {
    map.computeIfPresent(
        name, (n, old) -> old.stream().map(version -> version.withTag(number, tag)).toList());
  }

  /** The parts of a half-done step. */
  ConcurrentMap<CheckpointName, List<byte[]>> logs() {
    return logs;
  }
}
