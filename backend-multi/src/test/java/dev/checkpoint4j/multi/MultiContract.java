package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.kit.CheckpointContract;
import java.nio.file.Path;
import java.util.Map;

/** Every promise of a manager, for two stores as one, opened from a URL. */
abstract class MultiContract extends CheckpointContract {
  private final String first;
  private final String second;
  private final String options;

  MultiContract(String first, String second, String options) {
    this.first = first;
    this.second = second;
    this.options = options;
  }

  @Override
  protected CheckpointManager open(Path directory, Map<String, String> given) {
    StringBuilder url = new StringBuilder("multi:");
    url.append("[one=").append(first).append(':').append(directory.resolve("one")).append(']');
    url.append("[two=").append(second).append(':').append(directory.resolve("two")).append(']');
    url.append('?').append(options);
    given.forEach((name, value) -> url.append('&').append(name).append('=').append(value));
    return CheckpointManagers.open(url.toString());
  }
}
