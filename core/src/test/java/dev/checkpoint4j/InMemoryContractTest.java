package dev.checkpoint4j;

import dev.checkpoint4j.kit.CheckpointContract;
import java.nio.file.Path;
import java.util.Map;

/** The contract is about behaviour: a backend of maps in memory passes it. */
class InMemoryContractTest extends CheckpointContract {
  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    String enabled = options.getOrDefault("enabled", "true");
    return CheckpointManagers.open("memory:" + directory + "?enabled=" + enabled);
  }
}
