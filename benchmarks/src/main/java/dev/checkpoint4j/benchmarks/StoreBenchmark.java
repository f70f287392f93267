package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.SaveResult;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** What users wait for, for every backend under its defaults, on the same records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class StoreBenchmark {
  private static final String NAME = "saved";

  /** Which backend. */
  @Param({"JSONL", "PARQUET", "HF_DATASET", "SQL"})
  public Store store;

  private CheckpointManager manager;
  private String filter = "";
  private long matches;

  /** Saves once, and compares every record. */
  @Setup(Level.Trial)
  public void open(ParquetFiles files) throws IOException {
    manager = store.open(files.directory);
    manager.save(NAME, files.type(), files.records);
    if (!load(files).equals(files.records)) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
    filter = files.workload.filter();
    matches = files.records.stream().filter(StoreBenchmark::isMatch).count();
    if (matches == 0) {
      throw new IllegalStateException("The filter finds nothing");
    }
  }

  private static boolean isMatch(Object record) {
    if (record instanceof FlatRow row) {
      return row.score() >= 0.99 && row.active();
    }
    TypedSummary summary = (TypedSummary) record;
    return Objects.requireNonNullElse(summary.concerningScore(), 0) >= 4
        && Objects.requireNonNullElse(summary.userFrustration(), 0) >= 3;
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** All records as a list. */
  @Benchmark
  public List<Object> load(ParquetFiles files) {
    return files.check(manager.load(NAME, files.type()).orElseThrow(), files.records);
  }

  /** All records one by one. */
  @Benchmark
  public long stream(ParquetFiles files) {
    try (Stream<Object> records = manager.stream(NAME, files.type())) {
      return checked(records.count(), files.records.size());
    }
  }

  /** All records without the embedding; for rows, their numbers and labels. */
  @Benchmark
  public List<?> loadFewColumns(ParquetFiles files) {
    List<?> loaded =
        files.workload == Workload.ROWS
            ? manager.query(NAME, files.type()).select("id", "label").toList()
            : manager.load(NAME, BareSummary.class).orElseThrow();
    checked(loaded.size(), files.records.size());
    return loaded;
  }

  /** The few records that two columns keep. */
  @Benchmark
  public List<Object> filter(ParquetFiles files) {
    List<Object> found = manager.query(NAME, files.type()).where(filter).toList();
    checked(found.size(), matches);
    return found;
  }

  /** How many they are. */
  @Benchmark
  public long count(ParquetFiles files) {
    return checked(manager.query(NAME, files.type()).where(filter).count(), matches);
  }

  /** All records to another name. */
  @Benchmark
  public SaveResult save(ParquetFiles files) {
    SaveResult result = manager.save("again", files.type(), files.records);
    checked(result.rows(), files.records.size());
    return result;
  }

  private static long checked(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException("Found " + found + " records instead of " + expected);
    }
    return found;
  }
}
