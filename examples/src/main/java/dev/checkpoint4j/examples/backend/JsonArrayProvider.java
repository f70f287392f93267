package dev.checkpoint4j.examples.backend;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.AbstractCheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.FileBackend;
import dev.checkpoint4j.spi.Options;
import dev.checkpoint4j.spi.StoreOptions;
import java.nio.file.Path;

// docs:begin provider
/** Makes {@code json:./checkpoints} work. */
public final class JsonArrayProvider implements CheckpointProvider {
  @Override
  public String format() {
    return "json";
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    return open(config.directory(), config);
  }

  static CheckpointManager open(Path directory, CheckpointConfig config) {
    Options options = new Options(config);
    boolean enabled = options.flag("enabled", true);
    StoreOptions store = options.store();
    options.check();
    return new JsonArrayCheckpointManager(directory, store, enabled);
  }

  private static final class JsonArrayCheckpointManager extends AbstractCheckpointManager {
    JsonArrayCheckpointManager(Path directory, StoreOptions store, boolean enabled) {
      super(FileBackend.open(directory, new JsonArrayFormat(), store), enabled);
    }
  }
}

// docs:end provider
