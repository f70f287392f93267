package dev.checkpoint4j.parquet;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.FileBackendContract;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.Options;
import java.nio.file.Path;
import java.util.Map;

/** Every promise, with the default options. */
class ParquetContractTest extends FileBackendContract {
  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    Options given = new Options(new CheckpointConfig("parquet", directory.toString(), options));
    ParquetCheckpointManager manager =
        ParquetCheckpointManager.builder(directory)
            .enabled(given.flag("enabled", true))
            .durability(given.store().durability())
            .lockTimeout(given.store().lockTimeout())
            .retention(given.store().retention())
            .build();
    given.check();
    return manager;
  }

  /** What a kill meets lies in core, and is tried 200 times with JSON Lines. */
  @Override
  protected int kills() {
    return Math.min(10, super.kills());
  }

  @Override
  protected String url(Path directory) {
    return "parquet:" + directory;
  }
}
