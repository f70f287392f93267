package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.ResumableStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

/**
 * What it costs to keep the rows of a step while it runs, beside computing all of them and saving
 * them once. Both durable, both under the defaults.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 3, time = 4)
public class ResumeBenchmark {
  private static final String NAME = "rows";

  /** A row of a step: an answer of a model. */
  public record Answer(String id, String text, int score, double weight) {}

  /** Which backend. */
  @Param({"JSONL", "PARQUET", "HF_DATASET", "SQL"})
  public Store store;

  /** How many. */
  @Param("100000")
  public int rows;

  /** How long the processor works for each row. */
  @Param({"0", "50"})
  public int micros;

  private final Prose prose = new Prose(new Random(1), 200);
  private CheckpointManager manager;
  private Path directory;
  private List<Answer> answers;

  /** Makes the rows. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    directory = Files.createTempDirectory("resume-benchmark");
    manager = store.openDurable(directory);
    Random random = new Random(2);
    answers = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      answers.add(new Answer("chat-" + i, prose.text(random, 1), i % 5, random.nextDouble()));
    }
  }

  /** Removes everything. */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    manager.close();
    Directories.delete(directory);
  }

  private Answer compute(Answer answer) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    while (micros > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return answer;
  }

  /** Computes all rows, then saves them. */
  @Benchmark
  public long plain() {
    manager.delete(NAME);
    List<Answer> computed = new ArrayList<>(rows);
    for (Answer answer : answers) {
      computed.add(compute(answer));
    }
    return check(manager.save(NAME, Answer.class, computed).rows());
  }

  /** Computes all rows in a step. */
  @Benchmark
  public long resumable() {
    manager.delete(NAME);
    try (ResumableStep<Answer> step = manager.resume(NAME, Answer.class, Answer::id)) {
      for (Answer answer : answers) {
        if (!step.contains(answer.id())) {
          step.add(compute(answer));
        }
      }
      return check(step.complete().saved().rows());
    }
  }

  private long check(long saved) {
    if (saved != rows) {
      throw new IllegalStateException("Not all rows were saved");
    }
    return saved;
  }
}
