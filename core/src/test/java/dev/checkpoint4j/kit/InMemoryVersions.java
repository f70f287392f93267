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
import java.util.function.LongUnaryOperator;

/** The versions of each name, newest first; each change is one atomic step of the map. */
final class InMemoryVersions {
  private final ConcurrentMap<CheckpointName, List<InMemoryVersion>> map =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<CheckpointName, List<byte[]>> logs = new ConcurrentHashMap<>();

  /** Makes these rows the current version, unless the numbering refuses. */
  SaveResult add(CheckpointName name, InMemoryVersion rows, LongUnaryOperator numbering) {
    boolean[] switched = new boolean[1];
    List<InMemoryVersion> versions =
        map.compute(
            name,
            (n, old) -> {
              long number = numbering.applyAsLong(old == null ? 0 : old.get(0).number());
              switched[0] = number >= 0;
              return number < 0 ? old : with(old == null ? List.of() : old, rows, number);
            });
    long number = versions == null ? 0 : versions.get(0).number();
    return new SaveResult(
        name.value(), switched[0], number, rows.rows().size(), 0, Optional.empty());
  }

  private static List<InMemoryVersion> with(
      List<InMemoryVersion> old, InMemoryVersion rows, long number) {
    InMemoryVersion created = rows.withVersion(number);
    List<InMemoryVersion> all = new ArrayList<>(List.of(created));
    List<InMemoryVersion> older = old.stream().filter(v -> v.number() < number).toList();
    all.addAll(Retention.DEFAULTS.select(older, InMemoryVersions::candidate, created.createdAt()));
    return List.copyOf(all);
  }

  private static Candidate candidate(InMemoryVersion version) {
    String content = Long.toString(version.number());
    return new Candidate(version.createdAt(), content, 0, !version.tags().isEmpty());
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
