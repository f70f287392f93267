package dev.checkpoint4j.multi;

import dev.checkpoint4j.spi.CheckpointName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which stores are known to have an older copy than another. The stores are asked once for each
 * name, at its first load; after that, what this manager saves keeps it true. Thread-safe.
 */
final class Freshness {
  private final List<Child> children;
  private final Map<CheckpointName, Set<Child>> behind = new ConcurrentHashMap<>();

  Freshness(List<Child> children) {
    this.children = children;
  }

  /** Whether a store's copy is known to be older than another one. */
  boolean isBehind(Child child, CheckpointName name) {
    return children.size() > 1 && behind.computeIfAbsent(name, this::look).contains(child);
  }

  private Set<Child> look(CheckpointName name) {
    Map<Child, Long> versions =
        children.stream().collect(Collectors.toMap(c -> c, c -> c.version(name)));
    long newest = versions.values().stream().mapToLong(Long::longValue).max().orElse(0);
    // A copy of somebody else (version 0) cannot be compared.
    return versions.entrySet().stream()
        .filter(e -> e.getValue() > 0 && e.getValue() < newest)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** After a save: those that should have it and do not. */
  void saved(CheckpointName name, Set<Child> missed) {
    behind.put(name, missed);
  }

  /** After a delete or repair: ask again. */
  void forget(CheckpointName name) {
    behind.remove(name);
  }
}
