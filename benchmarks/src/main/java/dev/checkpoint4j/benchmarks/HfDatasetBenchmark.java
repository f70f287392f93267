package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.arrow.HfDatasetCheckpointManager;
import dev.checkpoint4j.parquet.ParquetCheckpointManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
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

/**
 * Loads, saves and filters of the dataset backend, beside the Parquet backend and beside a loop
 * over arrow-java's stream reader, which needs the option of the JVM below; the backends do not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g", "--add-opens=java.base/java.nio=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HfDatasetBenchmark {
  private static final String NAME = "saved";

  /** How often the records are written, for filters over more of them. */
  @Param({"1"})
  public int copies;

  private CheckpointManager dataset;
  private CheckpointManager parquet;
  private Path directory;
  private long matches;

  /** Saves with both backends, and compares every record. */
  @Setup(Level.Trial)
  public void open(WorkloadFiles files) {
    directory = files.directory.resolve("datasets");
    dataset = HfDatasetCheckpointManager.builder(directory).durability(Durability.NONE).build();
    parquet =
        ParquetCheckpointManager.builder(files.directory.resolve("parquet"))
            .durability(Durability.NONE)
            .build();
    try (CheckpointWriter<Object> writer = dataset.writer(NAME, files.workload.type())) {
      for (int i = 0; i < copies; i++) {
        writer.writeAll(files.records);
      }
      writer.commit();
    }
    if (copies == 1) {
      parquet.save(NAME, files.workload.type(), files.records);
      files.checkAll(load(files));
    }
    matches = arrowJavaLoop(files);
    if (matches != count(files) || matches != filter(files).size() || matches == 0) {
      throw new IllegalStateException("The filters find different rows");
    }
  }

  /** Closes the stores. */
  @TearDown(Level.Trial)
  public void close() {
    dataset.close();
    parquet.close();
  }

  /** Loads all records. */
  @Benchmark
  public List<Object> load(WorkloadFiles files) {
    return files.check(dataset.load(NAME, files.workload.type()).orElseThrow());
  }

  /** The same records from the Parquet backend. */
  @Benchmark
  public List<Object> loadParquet(WorkloadFiles files) {
    return files.check(parquet.load(NAME, files.workload.type()).orElseThrow());
  }

  /** Saves all records. */
  @Benchmark
  public SaveResult save(WorkloadFiles files) {
    return dataset.save("again", files.workload.type(), files.records);
  }

  /** Finds the records that two columns keep. */
  @Benchmark
  public List<Object> filter(WorkloadFiles files) {
    return dataset.query(NAME, files.workload.type()).where(files.workload.filter()).toList();
  }

  /** Counts them. */
  @Benchmark
  public long count(WorkloadFiles files) {
    return dataset.query(NAME, files.workload.type()).where(files.workload.filter()).count();
  }

  /** Counts them with arrow-java, batch by batch. */
  @Benchmark
  public long arrowJavaLoop(WorkloadFiles files) {
    long count = 0;
    try (BufferAllocator allocator = new RootAllocator();
        Stream<Path> shards = Files.list(directory.resolve(NAME))) {
      for (Path file : shards.filter(f -> f.toString().endsWith(".arrow")).toList()) {
        try (InputStream in = Files.newInputStream(file);
            ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
          count += files.workload == Workload.ROWS ? countRows(reader) : countSummaries(reader);
        }
      }
      return count;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long countSummaries(ArrowStreamReader reader) throws IOException {
    long count = 0;
    while (reader.loadNextBatch()) {
      IntVector concern = (IntVector) reader.getVectorSchemaRoot().getVector("concerning_score");
      IntVector frustration =
          (IntVector) reader.getVectorSchemaRoot().getVector("user_frustration");
      for (int i = 0; i < concern.getValueCount(); i++) {
        boolean kept =
            !concern.isNull(i)
                && concern.get(i) >= 4
                && !frustration.isNull(i)
                && frustration.get(i) >= 3;
        count += kept ? 1 : 0;
      }
    }
    return count;
  }

  private static long countRows(ArrowStreamReader reader) throws IOException {
    long count = 0;
    while (reader.loadNextBatch()) {
      Float8Vector score = (Float8Vector) reader.getVectorSchemaRoot().getVector("score");
      BitVector active = (BitVector) reader.getVectorSchemaRoot().getVector("active");
      for (int i = 0; i < score.getValueCount(); i++) {
        count += score.get(i) >= 0.99 && active.get(i) != 0 ? 1 : 0;
      }
    }
    return count;
  }
}
