package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.CheckpointContract;
import dev.checkpoint4j.spi.CheckpointConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Every promise, on one database for all tests, in which each directory is a run. */
abstract class ServerContract extends CheckpointContract {
  /** The JDBC URL of the database. */
  abstract String url();

  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    CheckpointConfig config = new SqlProvider().parse(url());
    Map<String, String> all = new TreeMap<>(config.options());
    all.putAll(options);
    all.put("run", "test-" + Integer.toHexString(directory.toString().hashCode()));
    return new SqlProvider().open(new CheckpointConfig("sql", config.location(), all));
  }
}
