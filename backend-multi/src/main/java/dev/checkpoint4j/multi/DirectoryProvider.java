package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;
import java.nio.file.Path;

/** Opens {@code dir:directory} for {@link DirectoryCheckpoints#open}. Stateless and thread-safe. */
public final class DirectoryProvider implements CheckpointProvider {
  /** For {@link java.util.ServiceLoader}. */
  public DirectoryProvider() {}

  @Override
  public String format() {
    return DirectoryCheckpoints.FORMAT;
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    boolean enabled = options.flag("enabled", true);
    options.check();
    return DirectoryCheckpoints.open(Path.of(config.location()), enabled);
  }
}
