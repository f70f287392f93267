package dev.checkpoint4j.arrow;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;
import dev.checkpoint4j.spi.StoreOptions;
import dev.checkpoint4j.spi.Workers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Opens {@code hf-dataset:directory} (or {@code arrow:directory}) with the options {@code
 * compression} (none, lz4, zstd, gzip), {@code max-shard-bytes}, {@code batch-rows}, {@code
 * threads}, {@code durability}, {@code lock-timeout}, {@code keep}, {@code keep-for}, {@code
 * keep-bytes} and {@code enabled}. Stateless and thread-safe.
 */
public final class HfDatasetProvider implements CheckpointProvider {
  /** For {@link java.util.ServiceLoader}. */
  public HfDatasetProvider() {}

  @Override
  public String format() {
    return HfFormat.NAME;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("arrow");
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    HfDatasetCheckpointManager.Builder builder =
        HfDatasetCheckpointManager.builder(directory(config));
    builder.compression(
        options.choice("compression", HfDatasetCheckpointManager.DEFAULT_COMPRESSION));
    builder.maxShardBytes(
        options.bytes(
            "max-shard-bytes",
            HfDatasetCheckpointManager.DEFAULT_MAX_SHARD_BYTES,
            HfDatasetCheckpointManager.MIN_MAX_SHARD_BYTES,
            HfDatasetCheckpointManager.MAX_MAX_SHARD_BYTES));
    builder.batchRows(
        (int)
            options.number(
                "batch-rows",
                HfDatasetCheckpointManager.DEFAULT_BATCH_ROWS,
                1,
                HfDatasetCheckpointManager.MAX_BATCH_ROWS));
    builder.threads(
        (int)
            options.number(
                "threads", Workers.defaultThreads(), 1, HfDatasetCheckpointManager.MAX_THREADS));
    StoreOptions store = options.store();
    builder
        .durability(store.durability())
        .lockTimeout(store.lockTimeout())
        .retention(store.retention());
    builder.enabled(options.flag("enabled", true));
    options.check();
    return builder.build();
  }

  private static Path directory(CheckpointConfig config) {
    try {
      return Path.of(config.location());
    } catch (InvalidPathException e) {
      throw new CheckpointConfigurationException(
          "The place of an hf-dataset checkpoint store must be a directory, but its path cannot be"
              + " used: "
              + e.getReason(),
          e);
    }
  }
}
