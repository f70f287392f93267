package dev.checkpoint4j.examples.backend;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.FileBackendContract;
import dev.checkpoint4j.spi.CheckpointConfig;
import java.nio.file.Path;
import java.util.Map;

// docs:begin contract
class JsonArrayContractTest extends FileBackendContract {
  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    return JsonArrayProvider.open(directory, new CheckpointConfig("json", "", options));
  }

  @Override
  protected String url(Path directory) {
    return "json:" + directory;
  }
}
// docs:end contract
