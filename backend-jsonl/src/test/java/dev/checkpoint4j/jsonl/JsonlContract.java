package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.kit.FileBackendContract;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.Options;
import java.nio.file.Path;
import java.util.Map;

/** The contract for one compression. */
abstract class JsonlContract extends FileBackendContract {
  abstract JsonlCompression compression();

  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    Options given = new Options(new CheckpointConfig("jsonl", directory.toString(), options));
    JsonlCheckpointManager manager =
        JsonlCheckpointManager.builder(directory)
            .compression(compression())
            .enabled(given.flag("enabled", true))
            .durability(given.choice("durability", Durability.FULL))
            .lockTimeout(given.store().lockTimeout())
            .build();
    given.check();
    return manager;
  }

  @Override
  protected String url(Path directory) {
    return "jsonl:" + directory + "?compression=" + Options.word(compression());
  }
}
