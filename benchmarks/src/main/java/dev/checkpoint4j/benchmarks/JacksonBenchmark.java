package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Plain Jackson databind on one thread, without checksums, durability or an atomic switch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class JacksonBenchmark {
  private ObjectReader reader;
  private long bytes;

  /** Compares every record once. */
  @Setup(Level.Trial)
  public void open(WorkloadFiles files) throws IOException {
    reader = WorkloadFiles.JACKSON.readerFor(files.workload.type());
    bytes = Files.size(files.file);
    files.checkAll(loadBytes(files));
  }

  /** Loads with {@code readValues} from the bytes of a whole file, the faster way. */
  @Benchmark
  public List<Object> loadBytes(WorkloadFiles files) throws IOException {
    try (MappingIterator<Object> values = reader.readValues(Files.readAllBytes(files.file))) {
      return files.check(values.readAll());
    }
  }

  /** Loads with {@code readValues} from a file. */
  @Benchmark
  public List<Object> loadFile(WorkloadFiles files) throws IOException {
    try (MappingIterator<Object> values = reader.readValues(files.file.toFile())) {
      return files.check(values.readAll());
    }
  }

  /** Saves with a {@code SequenceWriter}. */
  @Benchmark
  public Path save(WorkloadFiles files) throws IOException {
    Path to = files.directory.resolve("jackson.jsonl");
    files.writeWithJackson(to);
    return files.check(to, bytes);
  }
}
