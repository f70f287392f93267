package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.spi.AbstractCheckpointManager;
import dev.checkpoint4j.spi.FileBackend;
import dev.checkpoint4j.spi.StoreOptions;
import dev.checkpoint4j.spi.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Keeps checkpoints as JSON Lines in a directory: {@code summaries} lies in {@code
 * summaries.jsonl}, one UTF-8 JSON object a line, as Python Kura writes and reads it. Thread-safe.
 *
 * <pre>{@code
 * CheckpointManager checkpoints =
 *     JsonlCheckpointManager.builder(Path.of("checkpoints"))
 *         .compression(JsonlCompression.GZIP)
 *         .build();
 * }</pre>
 */
public final class JsonlCheckpointManager extends AbstractCheckpointManager {
  /** 16 MiB: the longest record, as UTF-8 text, that is written or read. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 16 << 20;

  /** 1 KiB. */
  public static final int MIN_MAX_RECORD_BYTES = 1 << 10;

  /** 1 GiB: a record lies in memory several times while it is read. */
  public static final int MAX_MAX_RECORD_BYTES = 1 << 30;

  /** No compression. */
  public static final JsonlCompression DEFAULT_COMPRESSION = JsonlCompression.NONE;

  /** The most threads that one load or save may use. */
  public static final int MAX_THREADS = 64;

  private JsonlCheckpointManager(Path directory, JsonlOptions options, Builder builder) {
    super(FileBackend.open(directory, new JsonlFormat(options), builder.store), builder.enabled);
  }

  /** Begins a manager of this directory, which is made at the first save. */
  public static Builder builder(Path directory) {
    return new Builder(Objects.requireNonNull(directory, "directory"));
  }

  /** Collects the options of a manager. Not thread-safe. */
  public static final class Builder {
    private final Path directory;
    private JsonlCompression compression = DEFAULT_COMPRESSION;
    private int level;
    private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;
    private int threads = Workers.defaultThreads();
    private StoreOptions store = StoreOptions.DEFAULTS;
    private boolean enabled = true;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** How new files are compressed; files of all kinds are read. */
    public Builder compression(JsonlCompression compression) {
      this.compression = Objects.requireNonNull(compression, "compression");
      return this;
    }

    /**
     * How hard the compression tries; the range and the default are those of the {@linkplain
     * JsonlCompression codec} and are checked by {@link #build}.
     */
    public Builder compressionLevel(int level) {
      if (level < 1) {
        throw new IllegalArgumentException("compressionLevel must be at least 1 but was " + level);
      }
      this.level = level;
      return this;
    }

    /**
     * The longest record in bytes of its UTF-8 text; {@value #DEFAULT_MAX_RECORD_BYTES} by default.
     * A longer one is refused when it is saved and when it is loaded.
     */
    public Builder maxRecordBytes(int maxRecordBytes) {
      requireRange("maxRecordBytes", maxRecordBytes, MIN_MAX_RECORD_BYTES, MAX_MAX_RECORD_BYTES);
      this.maxRecordBytes = maxRecordBytes;
      return this;
    }

    /**
     * How many threads one load or save may use, the caller's own among them; by default as many as
     * there are processors, at most 8. With 1 everything runs on the caller. The bytes are the same
     * for any number.
     */
    public Builder threads(int threads) {
      requireRange("threads", threads, 1, MAX_THREADS);
      this.threads = threads;
      return this;
    }

    /** What a returned save survives; {@link Durability#FULL} by default. */
    public Builder durability(Durability durability) {
      store = store.withDurability(durability);
      return this;
    }

    /** How long a commit waits for another one; 30 seconds by default. */
    public Builder lockTimeout(Duration lockTimeout) {
      store = store.withLockTimeout(lockTimeout);
      return this;
    }

    /** Which versions are kept when another is saved; the current and the last by default. */
    public Builder retention(Retention retention) {
      store = store.withRetention(retention);
      return this;
    }

    /** False for a manager that saves nothing and finds nothing. */
    public Builder enabled(boolean enabled) {
      this.enabled = enabled;
      return this;
    }

    /**
     * Makes the manager. Nothing is read or written.
     *
     * @throws IllegalArgumentException if the level is not one of the codec
     * @throws CheckpointConfigurationException if the codec's library is missing
     */
    public JsonlCheckpointManager build() {
      Codecs.requireAvailable(compression);
      return new JsonlCheckpointManager(
          directory, new JsonlOptions(compression, checkedLevel(), maxRecordBytes, threads), this);
    }

    private int checkedLevel() {
      if (level == 0) {
        return compression.defaultLevel();
      }
      if (compression == JsonlCompression.NONE) {
        throw new IllegalArgumentException(
            "compressionLevel needs compression GZIP or ZSTD but was " + level + " without one");
      }
      requireRange(
          "compressionLevel of " + compression,
          level,
          compression.minLevel(),
          compression.maxLevel());
      return level;
    }

    private static void requireRange(String option, int value, int min, int max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            option + " must be from " + min + " to " + max + " but was " + value);
      }
    }
  }
}
