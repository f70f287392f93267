package dev.checkpoint4j;

import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import java.util.Set;

/** Claims the name of another backend. */
public final class TwinMemoryProvider implements CheckpointProvider {
  /** Called by the service loader. */
  public TwinMemoryProvider() {}

  @Override
  public String format() {
    return "twin";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("memory");
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    throw new IllegalStateException("never opened");
  }
}
