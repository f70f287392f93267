package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.CheckpointContract;
import dev.checkpoint4j.spi.CheckpointConfig;
import java.nio.file.Path;
import java.util.Map;

/** Every promise, on the embedded default. */
class SqliteContractTest extends CheckpointContract {
  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    return new SqlProvider()
        .open(new CheckpointConfig("sql", directory.resolve("c.db").toString(), options));
  }
}
