package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;
import java.nio.file.Path;

/**
 * Opens {@code docetl:directory} for {@link DirectoryCheckpoints#openDocEtl}. Stateless and
 * thread-safe.
 */
public final class DocEtlProvider implements CheckpointProvider {
  /** For {@link java.util.ServiceLoader}. */
  public DocEtlProvider() {}

  @Override
  public String format() {
    return DirectoryCheckpoints.DOCETL_FORMAT;
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    boolean enabled = options.flag("enabled", true);
    options.check();
    return DirectoryCheckpoints.openDocEtl(Path.of(config.location()), enabled);
  }
}
