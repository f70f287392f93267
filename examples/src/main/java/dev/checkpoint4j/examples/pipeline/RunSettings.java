package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the results depend on. It is kept beside them, so that results of another input or another
 * number of clusters are never taken for this run's.
 */
final class RunSettings {
  private static final String NAME = "settings";

  private final Map<String, Object> settings = new LinkedHashMap<>();

  private RunSettings(String inputDigest, int clusters) {
    settings.put("input_sha256", inputDigest);
    settings.put("clusters", clusters);
  }

  static RunSettings of(ConversationSource source, int clusters) {
    return new RunSettings(source.digest(), clusters);
  }

  /** Marks the store as made with these settings, or refuses one that was made with others. */
  void claim(CheckpointManager checkpoints, String store) {
    Optional<List<Map<String, Object>>> kept = checkpoints.loadRows(NAME);
    if (kept.isEmpty()) {
      checkpoints.saveRows(NAME, List.of(settings));
      return;
    }
    Map<String, Object> theirs = kept.get().isEmpty() ? Map.of() : kept.get().get(0);
    List<String> differences =
        settings.keySet().stream()
            .filter(key -> !Objects.equals(settings.get(key), theirs.get(key)))
            .map(
                key ->
                    "%s %s, but this run has %s".formatted(key, theirs.get(key), settings.get(key)))
            .toList();
    if (!differences.isEmpty()) {
      throw new PipelineException(
          "The checkpoints in %s were made with %s; use another --store, or delete that one"
              .formatted(store, String.join(", and with ", differences)));
    }
  }
}
