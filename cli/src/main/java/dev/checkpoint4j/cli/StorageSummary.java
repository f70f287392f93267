package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What checkpoints take in several stores or formats, beside each other. */
final class StorageSummary {
  /** The column that others are compared with, where there is one. */
  private static final String BASELINE = "jsonl";

  private final List<String> stores = new ArrayList<>();
  private final Map<String, Map<String, CheckpointInfo>> byName = new TreeMap<>();

  void add(String store, CheckpointManager manager) {
    List<String> names = manager.list();
    if (!names.isEmpty()) {
      stores.add(store);
      for (String name : names) {
        manager
            .info(name)
            .ifPresent(
                info -> byName.computeIfAbsent(name, n -> new LinkedHashMap<>()).put(store, info));
      }
    }
  }

  List<String> stores() {
    return stores;
  }

  Map<String, Map<String, CheckpointInfo>> byName() {
    return byName;
  }

  /** The store that savings are counted against. */
  String baseline() {
    return stores.stream()
        .filter(store -> store.equals(BASELINE) || store.startsWith(BASELINE + ":"))
        .findFirst()
        .orElse(stores.get(0));
  }

  long total(String store) {
    return byName.values().stream()
        .filter(infos -> infos.containsKey(store))
        .mapToLong(infos -> bytes(infos, store))
        .sum();
  }

  private static long bytes(Map<String, CheckpointInfo> infos, String store) {
    CheckpointInfo info = infos.get(store);
    return info == null ? 0 : info.bytes();
  }

  /** Bytes in the baseline of those checkpoints that both have. */
  long comparable(String store) {
    return byName.values().stream()
        .filter(infos -> infos.containsKey(store) && infos.containsKey(baseline()))
        .mapToLong(infos -> bytes(infos, baseline()))
        .sum();
  }

  /** Bytes saved against the baseline, over the checkpoints that both have. */
  long saved(String store) {
    long own =
        byName.values().stream()
            .filter(infos -> infos.containsKey(store) && infos.containsKey(baseline()))
            .mapToLong(infos -> bytes(infos, store))
            .sum();
    return comparable(store) - own;
  }

  double savedShare(String store) {
    long comparable = comparable(store);
    return comparable == 0 ? 0 : (double) saved(store) / comparable;
  }

  /** Rows of a checkpoint, where any store knows. */
  static OptionalLong rows(Map<String, CheckpointInfo> infos) {
    return infos.values().stream()
        .filter(info -> info.rows().isPresent())
        .mapToLong(info -> info.rows().getAsLong())
        .findFirst();
  }
}
