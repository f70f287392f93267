package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.multi.MultiStats.ChildStats;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks every store what it has. */
final class StatsReader {
  private final Map<CheckpointName, Long> newest = new HashMap<>();

  /** Versions and sizes in one store. */
  private record Contents(Map<CheckpointName, Long> versions, long bytes) {}

  static List<ChildStats> read(List<Child> children) {
    StatsReader reader = new StatsReader();
    Map<Child, Optional<Contents>> contents = new LinkedHashMap<>();
    children.forEach(child -> contents.put(child, reader.contents(child)));
    List<ChildStats> stats = new ArrayList<>();
    contents.forEach((child, found) -> stats.add(reader.stats(child, found)));
    return stats;
  }

  private Optional<Contents> contents(Child child) {
    if (!child.isEnabled()) {
      return Optional.empty();
    }
    try {
      Map<CheckpointName, Long> versions = new HashMap<>();
      long bytes = 0;
      for (CheckpointName name : child.backend().list()) {
        Optional<CheckpointInfo> info = info(child, name);
        long version = info.map(CheckpointInfo::version).orElse(-1L);
        versions.put(name, version);
        newest.merge(name, version, Math::max);
        bytes += info.map(CheckpointInfo::bytes).orElse(0L);
      }
      return Optional.of(new Contents(versions, bytes));
    } catch (RuntimeException e) {
      child.failed("list", e);
      return Optional.empty();
    }
  }

  private static Optional<CheckpointInfo> info(Child child, CheckpointName name) {
    try {
      return child.backend().summary(name);
    } catch (RuntimeException e) {
      child.failed("inspect " + name, e);
      return Optional.empty();
    }
  }

  private ChildStats stats(Child child, Optional<Contents> contents) {
    return new ChildStats(
        child.name(),
        child.backend().format(),
        child.backend().location(),
        child.isEnabled(),
        child.isReadOnly(),
        contents.map(c -> OptionalLong.of(c.versions().size())).orElse(OptionalLong.empty()),
        contents.map(c -> OptionalLong.of(c.bytes())).orElse(OptionalLong.empty()),
        contents.map(c -> OptionalLong.of(lag(c))).orElse(OptionalLong.empty()),
        child.lastError());
  }

  private long lag(Contents contents) {
    return newest.entrySet().stream()
        .filter(e -> contents.versions().getOrDefault(e.getKey(), -1L) != 0)
        .filter(e -> contents.versions().getOrDefault(e.getKey(), -1L) < e.getValue())
        .count();
  }
}
