package dev.checkpoint4j.parquet;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;
import dev.checkpoint4j.spi.StoreOptions;
import dev.checkpoint4j.spi.Workers;

/**
 * Opens {@code parquet:directory} with the options {@code compression} (snappy, gzip, brotli, lz4,
 * zstd, none), {@code compression-level}, {@code row-group-bytes}, {@code threads}, {@code
 * durability}, {@code lock-timeout} and {@code enabled}. Stateless and thread-safe.
 */
public final class ParquetProvider implements CheckpointProvider {
  /** For {@link java.util.ServiceLoader}. */
  public ParquetProvider() {}

  @Override
  public String format() {
    return ParquetFormat.NAME;
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    ParquetCheckpointManager.Builder builder = ParquetCheckpointManager.builder(config.directory());
    compression(options, builder);
    builder.rowGroupBytes(
        (int)
            options.bytes(
                "row-group-bytes",
                ParquetCheckpointManager.DEFAULT_ROW_GROUP_BYTES,
                ParquetCheckpointManager.MIN_ROW_GROUP_BYTES,
                ParquetCheckpointManager.MAX_ROW_GROUP_BYTES));
    builder.threads(
        (int)
            options.number(
                "threads", Workers.defaultThreads(), 1, ParquetCheckpointManager.MAX_THREADS));
    StoreOptions store = options.store();
    builder
        .durability(store.durability())
        .lockTimeout(store.lockTimeout())
        .retention(store.retention());
    builder.enabled(options.flag("enabled", true));
    options.check();
    return builder.build();
  }

  private static void compression(Options options, ParquetCheckpointManager.Builder builder) {
    Compression codec = options.choice("compression", ParquetCheckpointManager.DEFAULT_COMPRESSION);
    builder.compression(codec);
    if (options.text("compression-level", "").isEmpty()) {
      return;
    }
    if (!Levels.has(codec)) {
      options.bad("compression-level", "needs compression gzip, brotli or zstd", 0L);
      return;
    }
    int min = Levels.min(codec);
    builder.compressionLevel(
        (int) options.number("compression-level", min, min, Levels.max(codec)));
  }
}
