package dev.checkpoint4j.benchmarks;

import static dev.checkpoint4j.query.Field.field;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.parquet.ParquetCheckpointManager;
import dev.checkpoint4j.query.Filter;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A filter on two columns of 100,000 summaries. With {@code -Dcheckpoint4j.keep=<directory>} the
 * file stays there, for {@code benchmarks/python/parquet_query.py} to query the same one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParquetQueryBenchmark {
  private static final String NAME = "summaries";
  private static final Filter FILTER =
      field("concerning_score").ge(4).and(field("user_frustration").ge(3));

  private CheckpointManager manager;
  private int matches;

  /** Saves the records. */
  @Setup(Level.Trial)
  public void save() throws IOException {
    String keep = System.getProperty("checkpoint4j.keep", "");
    Path directory =
        keep.isEmpty() ? Files.createTempDirectory("checkpoint4j-query") : Path.of(keep);
    manager = ParquetCheckpointManager.builder(directory).durability(Durability.NONE).build();
    List<Summary> summaries =
        Inputs.records(Workload.SUMMARIES).stream().map(Summary.class::cast).toList();
    manager.save(NAME, Summary.class, summaries);
    matches =
        (int)
            summaries.stream()
                .filter(s -> s.concerningScore() != null && s.concerningScore() >= 4)
                .filter(s -> s.userFrustration() != null && s.userFrustration() >= 3)
                .count();
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() {
    if (System.getProperty("checkpoint4j.keep", "").isEmpty()) {
      manager.delete(NAME);
    }
    manager.close();
  }

  /** The matches as records. */
  @Benchmark
  public List<Summary> records() {
    List<Summary> found = manager.query(NAME, Summary.class).where(FILTER).toList();
    if (found.size() != matches) {
      throw new IllegalStateException("Wrong number of matches: " + found.size());
    }
    return found;
  }

  /** How many there are. */
  @Benchmark
  public long count() {
    long found = manager.query(NAME, Summary.class).where(FILTER).count();
    if (found != matches) {
      throw new IllegalStateException("Wrong number of matches: " + found);
    }
    return found;
  }
}
