package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.parquet.Compression;
import dev.checkpoint4j.parquet.ParquetCheckpointManager;
import dev.checkpoint4j.spi.Workers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Whole loads and saves of the Parquet backend: checksums, manifest and atomic switch too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParquetBenchmark {
  private static final String NAME = "saved";

  /** 0 stands for the default: as many as there are processors. */
  @Param({"1", "0"})
  public int threads;

  /** How pages are compressed. */
  @Param("SNAPPY")
  public Compression compression;

  private CheckpointManager manager;

  /** Saves once, and compares every record. */
  @Setup(Level.Trial)
  public void open(ParquetFiles files) {
    manager =
        ParquetCheckpointManager.builder(files.directory.resolve("store"))
            .compression(compression)
            .threads(threads == 0 ? Workers.defaultThreads() : threads)
            .durability(Durability.NONE)
            .build();
    save(files);
    if (!load(files).equals(files.records)) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** Loads all records. */
  @Benchmark
  public List<Object> load(ParquetFiles files) {
    return files.check(manager.load(NAME, files.type()).orElseThrow(), files.records);
  }

  /** Saves all records. */
  @Benchmark
  public SaveResult save(ParquetFiles files) {
    SaveResult result = manager.save(NAME, files.type(), files.records);
    if (result.rows() != files.records.size()) {
      throw new IllegalStateException("Not all records were saved");
    }
    return result;
  }
}
