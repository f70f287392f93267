package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.StepBuilder.Mapping;
import dev.checkpoint4j.StepResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.examples.pipeline.StepReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs steps, or takes their results from where they were kept, and remembers which it was. */
final class StepRunner {
  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);
  private static final String VERSION = "1";
  static final int FLUSH_ROWS = 50;
  private static final Duration FLUSH_TIME = Duration.ofSeconds(5);

  private final CheckpointManager checkpoints;
  private final Progress progress;
  private final List<StepReport> reports = new ArrayList<>();

  StepRunner(CheckpointManager checkpoints, Progress progress) {
    this.checkpoints = checkpoints;
    this.progress = progress;
  }

  /**
   * What a step made.
   *
   * @param fingerprint what it depends on, for the steps after it
   */
  record Made<T>(List<T> records, Fingerprint fingerprint) {}

  /** A step that is computed as a whole, from what its fingerprint says. */
  <T> Made<T> whole(
      String name, Class<T> type, Fingerprint fingerprint, Supplier<List<T>> compute) {
    long start = System.nanoTime();
    Fingerprint versioned = fingerprint.param("version", VERSION);
    AtomicInteger computed = new AtomicInteger();
    List<T> records =
        checkpoints.getOrCompute(
            name,
            TypeRef.of(type),
            versioned,
            () -> {
              computed.incrementAndGet();
              progress.begin(name);
              List<T> result = compute.get();
              progress.end();
              return result;
            });
    report(name, computed.get() > 0, records.size(), start);
    return new Made<>(records, versioned);
  }

  /** A step that is computed row by row, and goes on at the row where it was stopped. */
  <I, T> Made<T> each(
      String name,
      Class<T> type,
      Made<I> inputs,
      Function<? super I, String> keyOf,
      Mapping<I, T> compute) {
    long start = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    StepResult<T> result =
        checkpoints
            .step(name)
            .input(inputs.records(), keyOf)
            .output(type)
            .version(VERSION)
            .upstream("inputs", inputs.fingerprint())
            .flushEvery(FLUSH_ROWS, FLUSH_TIME)
            .map(
                (I input) -> {
                  if (done.get() == 0) {
                    progress.begin(name);
                  }
                  T computed = compute.apply(input);
                  progress.show(done.incrementAndGet(), inputs.records().size());
                  return computed;
                });
    if (done.get() > 0) {
      progress.end();
    }
    List<T> records = result.records();
    report(name, result.report().computed() > 0, records.size(), start);
    return new Made<>(records, result.fingerprint());
  }

  ReportTable table() {
    return new ReportTable(reports);
  }

  private void report(String name, boolean computed, int rows, long startNanos) {
    Duration time = Duration.ofNanos(System.nanoTime() - startNanos);
    long bytes = checkpoints.info(name).map(CheckpointInfo::bytes).orElse(-1L);
    Outcome outcome = bytes < 0 ? Outcome.NOT_KEPT : computed ? Outcome.COMPUTED : Outcome.REUSED;
    StepReport report = new StepReport(name, outcome, rows, Math.max(0, bytes), time);
    reports.add(report);
    log.info("{}", report);
  }
}
