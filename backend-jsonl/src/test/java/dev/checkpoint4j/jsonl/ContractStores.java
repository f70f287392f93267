package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.Options;
import dev.checkpoint4j.spi.StoreOptions;
import java.nio.file.Path;
import java.util.Map;

/** Opens the stores that the contracts run on, whose paths may be of another file system. */
final class ContractStores {
  private ContractStores() {}

  static CheckpointManager open(
      Path directory, JsonlCompression compression, Map<String, String> options) {
    Options given = new Options(new CheckpointConfig("jsonl", directory.toString(), options));
    StoreOptions store = given.store();
    boolean enabled = given.flag("enabled", true);
    given.check();
    return JsonlCheckpointManager.builder(directory)
        .compression(compression)
        .enabled(enabled)
        .durability(store.durability())
        .lockTimeout(store.lockTimeout())
        .retention(store.retention())
        .build();
  }
}
