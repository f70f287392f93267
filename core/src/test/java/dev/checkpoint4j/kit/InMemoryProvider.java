package dev.checkpoint4j.kit;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;

/** Opens {@code memory:place}; found by {@link java.util.ServiceLoader} where the kit is. */
public final class InMemoryProvider implements CheckpointProvider {
  /** Called by the service loader. */
  public InMemoryProvider() {}

  @Override
  public String format() {
    return InMemoryCheckpoints.FORMAT;
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    boolean enabled = options.flag("enabled", true);
    options.check();
    return new InMemoryCheckpoints(config.location(), enabled);
  }
}
