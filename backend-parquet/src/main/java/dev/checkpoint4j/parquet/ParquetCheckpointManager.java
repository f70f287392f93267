package dev.checkpoint4j.parquet;

import dev.checkpoint4j.Durability;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.spi.AbstractCheckpointManager;
import dev.checkpoint4j.spi.FileBackend;
import dev.checkpoint4j.spi.StoreOptions;
import dev.checkpoint4j.spi.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoints as Parquet files in a directory: {@code summaries} lies in {@code
 * summaries.parquet}, with native nested columns, which pyarrow, pandas, polars, DuckDB and Spark
 * read as they are. Thread-safe.
 *
 * <pre>{@code
 * CheckpointManager checkpoints =
 *     ParquetCheckpointManager.builder(Path.of("checkpoints"))
 *         .compression(Compression.ZSTD)
 *         .build();
 * }</pre>
 */
public final class ParquetCheckpointManager extends AbstractCheckpointManager {
  /** {@link Compression#SNAPPY}. */
  public static final Compression DEFAULT_COMPRESSION = Compression.SNAPPY;

  /** 64 MiB: large enough to compress well; with a heap of less than 1 GB it is less. */
  public static final int DEFAULT_ROW_GROUP_BYTES = 64 << 20;

  /** 64 KiB. */
  public static final int MIN_ROW_GROUP_BYTES = 64 << 10;

  /** 1 GiB. */
  public static final int MAX_ROW_GROUP_BYTES = 1 << 30;

  /** The most threads that one load or save may use. */
  public static final int MAX_THREADS = 64;

  private ParquetCheckpointManager(Path directory, ParquetOptions options, Builder builder) {
    super(FileBackend.open(directory, new ParquetFormat(options), builder.store), builder.enabled);
  }

  /** Begins a manager of this directory, which is made at the first save. */
  public static Builder builder(Path directory) {
    return new Builder(Objects.requireNonNull(directory, "directory"));
  }

  /** Collects the options of a manager. Not thread-safe. */
  public static final class Builder {
    private final Path directory;
    private Compression compression = DEFAULT_COMPRESSION;
    private @Nullable Integer level;
    private int rowGroupBytes = DEFAULT_ROW_GROUP_BYTES;
    private int threads = Workers.defaultThreads();
    private StoreOptions store = StoreOptions.DEFAULTS;
    private boolean enabled = true;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** How new files are compressed; files with any codec are read. */
    public Builder compression(Compression compression) {
      this.compression = Objects.requireNonNull(compression, "compression");
      return this;
    }

    /**
     * How hard the compression tries; the range is that of the {@linkplain Compression codec} and
     * is checked by {@link #build}.
     */
    public Builder compressionLevel(int level) {
      this.level = level;
      return this;
    }

    /**
     * About how much heap the rows of a row group take before they are encoded; {@value
     * #DEFAULT_ROW_GROUP_BYTES} by default, and never more than a sixteenth of the heap. A save
     * needs about three times as much.
     */
    public Builder rowGroupBytes(int rowGroupBytes) {
      requireRange("rowGroupBytes", rowGroupBytes, MIN_ROW_GROUP_BYTES, MAX_ROW_GROUP_BYTES);
      this.rowGroupBytes = rowGroupBytes;
      return this;
    }

    /**
     * How many threads one load or save may use, the caller's own among them; by default as many as
     * there are processors, at most 8. The bytes are the same for any number.
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
     */
    public ParquetCheckpointManager build() {
      if (level != null) {
        Levels.require(compression, level);
      }
      return new ParquetCheckpointManager(
          directory, new ParquetOptions(compression, level, rowGroupBytes, threads), this);
    }

    private static void requireRange(String option, int value, int min, int max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            option + " must be from " + min + " to " + max + " but was " + value);
      }
    }
  }
}
