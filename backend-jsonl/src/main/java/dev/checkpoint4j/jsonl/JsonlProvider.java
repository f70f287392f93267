package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;
import dev.checkpoint4j.spi.StoreOptions;
import dev.checkpoint4j.spi.Workers;

/**
 * Opens {@code jsonl:directory} with the options {@code compression} (none, gzip, zstd), {@code
 * compression-level}, {@code max-record-bytes}, {@code threads}, {@code durability}, {@code
 * lock-timeout} and {@code enabled}. Stateless and thread-safe.
 */
public final class JsonlProvider implements CheckpointProvider {
  /** For {@link java.util.ServiceLoader}. */
  public JsonlProvider() {}

  @Override
  public String format() {
    return JsonlFormat.NAME;
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    JsonlCheckpointManager.Builder builder = JsonlCheckpointManager.builder(config.directory());
    compression(options, builder);
    builder.maxRecordBytes(
        (int)
            options.bytes(
                "max-record-bytes",
                JsonlCheckpointManager.DEFAULT_MAX_RECORD_BYTES,
                JsonlCheckpointManager.MIN_MAX_RECORD_BYTES,
                JsonlCheckpointManager.MAX_MAX_RECORD_BYTES));
    builder.threads(
        (int)
            options.number(
                "threads", Workers.defaultThreads(), 1, JsonlCheckpointManager.MAX_THREADS));
    StoreOptions store = options.store();
    builder
        .durability(store.durability())
        .lockTimeout(store.lockTimeout())
        .retention(store.retention());
    builder.enabled(options.flag("enabled", true));
    options.check();
    return builder.build();
  }

  private static void compression(Options options, JsonlCheckpointManager.Builder builder) {
    JsonlCompression codec =
        options.choice("compression", JsonlCheckpointManager.DEFAULT_COMPRESSION);
    builder.compression(codec);
    if (options.text("compression-level", "").isEmpty()) {
      return;
    }
    if (codec == JsonlCompression.NONE) {
      options.bad("compression-level", "needs compression=gzip or compression=zstd", 0L);
      return;
    }
    builder.compressionLevel(
        (int)
            options.number(
                "compression-level", codec.defaultLevel(), codec.minLevel(), codec.maxLevel()));
  }
}
