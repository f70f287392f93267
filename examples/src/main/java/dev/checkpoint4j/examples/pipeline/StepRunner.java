package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.examples.pipeline.StepReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs steps, or takes their results from where they were kept, and remembers which it was. */
final class StepRunner {
  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

  private final CheckpointManager checkpoints;
  private final Progress progress;
  private final List<StepReport> reports = new ArrayList<>();

  StepRunner(CheckpointManager checkpoints, Progress progress) {
    this.checkpoints = checkpoints;
    this.progress = progress;
  }

  /** The records of the checkpoint {@code name}: loaded if it is there, else computed and saved. */
  <T> List<T> run(String name, Class<T> type, Function<Progress, List<T>> compute) {
    long start = System.nanoTime();
    Optional<List<T>> kept = checkpoints.load(name, type);
    if (kept.isPresent()) {
      long bytes = checkpoints.info(name).map(CheckpointInfo::bytes).orElse(0L);
      report(name, Outcome.REUSED, kept.get().size(), bytes, start);
      return kept.get();
    }
    progress.begin(name);
    List<T> computed = compute.apply(progress);
    progress.end();
    SaveResult result = checkpoints.save(name, type, computed);
    Outcome outcome = result.saved() ? Outcome.COMPUTED : Outcome.NOT_KEPT;
    report(name, outcome, computed.size(), result.bytes(), start);
    return computed;
  }

  ReportTable table() {
    return new ReportTable(reports);
  }

  private void report(String name, Outcome outcome, int rows, long bytes, long startNanos) {
    Duration time = Duration.ofNanos(System.nanoTime() - startNanos);
    StepReport report = new StepReport(name, outcome, rows, bytes, time);
    reports.add(report);
    log.info("{}", report);
  }
}
