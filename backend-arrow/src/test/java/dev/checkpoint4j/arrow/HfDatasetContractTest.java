package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.FileBackendContract;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.FileBackend;
import dev.checkpoint4j.spi.Options;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Every promise, with the default options. */
class HfDatasetContractTest extends FileBackendContract {
  @Override
  protected CheckpointManager open(Path directory, Map<String, String> options) {
    Options given = new Options(new CheckpointConfig("hf-dataset", directory.toString(), options));
    HfDatasetCheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory)
            .enabled(given.flag("enabled", true))
            .durability(given.store().durability())
            .lockTimeout(given.store().lockTimeout())
            .retention(given.store().retention())
            .build();
    given.check();
    return manager;
  }

  @Override
  protected String url(Path directory) {
    return "hf-dataset:" + directory;
  }

  @Override
  protected int kills() {
    return Math.min(20, super.kills());
  }

  @AfterAll
  static void nothingStaysMapped() {
    assertThat(FileBackend.mappedBytes()).isZero();
  }
}
