package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.FileBackendContract;
import java.nio.file.Path;
import java.util.Map;

/** Every promise, those of files too, for plain JSON Lines. */
class JsonlContractTest extends FileBackendContract {
  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    return ContractStores.open(directory, JsonlCompression.NONE, options);
  }

  @Override
  protected String url(Path directory) {
    return "jsonl:" + directory;
  }
}
