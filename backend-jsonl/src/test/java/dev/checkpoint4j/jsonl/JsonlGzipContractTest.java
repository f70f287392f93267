package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.CheckpointContract;
import java.nio.file.Path;
import java.util.Map;

/** Every promise but those about files, which are the store's, for files compressed with gzip. */
class JsonlGzipContractTest extends CheckpointContract {
  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    return ContractStores.open(directory, JsonlCompression.GZIP, options);
  }
}
