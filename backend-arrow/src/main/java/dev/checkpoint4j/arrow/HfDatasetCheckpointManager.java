package dev.checkpoint4j.arrow;

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
 * Keeps checkpoints as HuggingFace dataset directories: {@code summaries} lies in {@code
 * summaries/}, as {@code save_to_disk} of {@code datasets} writes it, which {@code load_from_disk}
 * opens as it is. The Arrow files are mapped into memory, so that opening costs next to nothing and
 * a query reads only the columns that it names. No option of the JVM is needed. Thread-safe.
 *
 * <pre>{@code
 * CheckpointManager checkpoints =
 *     HfDatasetCheckpointManager.builder(Path.of("checkpoints"))
 *         .maxShardBytes(100_000_000)
 *         .build();
 * }</pre>
 */
public final class HfDatasetCheckpointManager extends AbstractCheckpointManager {
  /** {@link Compression#NONE}. */
  public static final Compression DEFAULT_COMPRESSION = Compression.NONE;

  /** 500,000,000 bytes, as {@code datasets} has it. */
  public static final long DEFAULT_MAX_SHARD_BYTES = 500_000_000;

  /** 1 KiB. */
  public static final long MIN_MAX_SHARD_BYTES = 1 << 10;

  /** 1 TiB. */
  public static final long MAX_MAX_SHARD_BYTES = 1L << 40;

  /** 65,536; batches of many bytes have fewer. */
  public static final int DEFAULT_BATCH_ROWS = 65_536;

  /** The most rows of a batch that may be asked for. */
  public static final int MAX_BATCH_ROWS = 1 << 20;

  /** The most threads that one load or save may use. */
  public static final int MAX_THREADS = 64;

  private HfDatasetCheckpointManager(Path directory, HfOptions options, Builder builder) {
    super(FileBackend.open(directory, new HfFormat(options), builder.store), builder.enabled);
  }

  /** Begins a manager of this directory, which is made at the first save. */
  public static Builder builder(Path directory) {
    return new Builder(Objects.requireNonNull(directory, "directory"));
  }

  /** Collects the options of a manager. Not thread-safe. */
  public static final class Builder {
    private final Path directory;
    private Compression compression = DEFAULT_COMPRESSION;
    private long maxShardBytes = DEFAULT_MAX_SHARD_BYTES;
    private int batchRows = DEFAULT_BATCH_ROWS;
    private int threads = Workers.defaultThreads();
    private StoreOptions store = StoreOptions.DEFAULTS;
    private boolean enabled = true;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** How new files are compressed; files with any are read. */
    public Builder compression(Compression compression) {
      this.compression = Objects.requireNonNull(compression, "compression");
      return this;
    }

    /**
     * How many bytes a file holds before the next one begins, {@value #DEFAULT_MAX_SHARD_BYTES} by
     * default; it may have up to one batch more.
     */
    public Builder maxShardBytes(long maxShardBytes) {
      requireRange("maxShardBytes", maxShardBytes, MIN_MAX_SHARD_BYTES, MAX_MAX_SHARD_BYTES);
      this.maxShardBytes = maxShardBytes;
      return this;
    }

    /**
     * The most rows of a record batch, {@value #DEFAULT_BATCH_ROWS} by default; a batch of about 4
     * MiB, or less where the heap is small, ends before.
     */
    public Builder batchRows(int batchRows) {
      requireRange("batchRows", batchRows, 1, MAX_BATCH_ROWS);
      this.batchRows = batchRows;
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

    /** Makes the manager. Nothing is read or written. */
    public HfDatasetCheckpointManager build() {
      return new HfDatasetCheckpointManager(
          directory, new HfOptions(compression, maxShardBytes, batchRows, threads), this);
    }

    private static void requireRange(String option, long value, long min, long max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            option + " must be from " + min + " to " + max + " but was " + value);
      }
    }
  }
}
