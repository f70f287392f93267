package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.InMemoryCheckpoints;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens {@code unreachable:place}, a store in memory that a test takes off the net. */
public final class UnreachableProvider implements CheckpointProvider {
  static final Set<String> GONE = ConcurrentHashMap.newKeySet();

  /** Called by the service loader. */
  public UnreachableProvider() {}

  @Override
  public String format() {
    return "unreachable";
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    if (GONE.contains(config.location())) {
      throw new CheckpointIOException("no route to " + config.location());
    }
    return new InMemoryCheckpoints(config.location(), true);
  }
}
