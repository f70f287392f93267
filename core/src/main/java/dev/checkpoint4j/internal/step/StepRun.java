package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.Reuse;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.StepBuilder;
import dev.checkpoint4j.StepFailedException;
import dev.checkpoint4j.StepReport;
import dev.checkpoint4j.StepResult;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.internal.reuse.Reuser;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a step: takes what is there, computes what is missing, completes. */
final class StepRun<I, O> {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointManager.class);
  private static final int QUEUED_PER_THREAD = 2;

  private final StepPlan<I, O> plan;
  private final StepBuilder.Mapping<? super I, ? extends O> mapping;
  private final Backend backend;
  private final Reuser reuser;
  private final CheckpointName name;
  private final InputKeys keys;
  private final BitSet present = new BitSet();
  private long tried;
  private long failed;
  private @Nullable StepFailedException stop;

  StepRun(StepPlan<I, O> plan, StepBuilder.Mapping<? super I, ? extends O> mapping) {
    this.plan = plan;
    this.mapping = mapping;
    this.backend = plan.input.backend();
    this.reuser = plan.input.reuser();
    this.name = plan.input.name();
    this.keys = InputKeys.of(plan.input);
  }

  StepResult<O> run() {
    Fingerprint whole = plan.fingerprint(keys, null);
    boolean mayReuse = reuser.mayReuse(name, plan.reuse);
    Optional<StepResult<O>> hit = mayReuse ? take(whole) : Optional.empty();
    if (hit.isPresent()) {
      return hit.get();
    }
    if (plan.reuse == Reuse.READ_ONLY) {
      throw reuser.miss(name, whole);
    }
    var log = backend.openStep(name, plan.wait);
    try (StepState<O> state =
        StepState.open(
            backend, name, plan.binding, log, plan.identity(), plan.onlyFailures, plan.flush)) {
      hit = mayReuse ? take(whole) : Optional.empty();
      if (hit.isPresent()) {
        return hit.get();
      }
      LOG.info("{}", reuser.explain(name, whole));
      return compute(state, mayReuse);
    }
  }

  private Optional<StepResult<O>> take(Fingerprint whole) {
    Optional<Long> taken = reuser.takeBack(name, whole, plan.reuse);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    long version = taken.get();
    return backend.versions(name).stream()
        .filter(info -> info.version() == version)
        .findFirst()
        .map(info -> reused(info, whole));
  }

  private StepResult<O> reused(VersionInfo info, Fingerprint whole) {
    long rows = info.rows().orElse(keys.size());
    SaveResult saved =
        new SaveResult(name.value(), true, info.version(), rows, info.bytes(), info.digest());
    StepReport report = new StepReport(name.value(), 0, rows, 0, 0, saved);
    LOG.info("HIT {}", report);
    return new StepResult<>(report, whole, () -> load(info.version()));
  }

  private List<O> load(long version) {
    try (RecordSource<O> source =
        backend
            .read(name, ReadPlan.all(plan.binding), version)
            .orElseThrow(
                () ->
                    new CorruptCheckpointException(
                        "Cannot load checkpoint \""
                            + name
                            + "\": version "
                            + version
                            + " was removed since the step ran; run it again"))) {
      return Collections.unmodifiableList(source.readAll());
    }
  }

  private StepResult<O> compute(StepState<O> state, boolean mayReuse) {
    if (!mayReuse) {
      state.restart();
    }
    if (plan.threads == 1) {
      computeHere(state);
    } else {
      computeOnThreads(state);
    }
    StepFailedException failure = stop;
    if (failure != null) {
      throw failure;
    }
    if (leavesMissing(state) && !state.isWhole()) {
      return notCompleted(state.leave());
    }
    Fingerprint fingerprint = plan.fingerprint(keys, present);
    StepReport report = state.complete(SaveNotes.of(fingerprint), true);
    reuser.computed(name);
    if (!report.saved().saved()) {
      List<O> records = Collections.unmodifiableList(state.records());
      return new StepResult<>(report, fingerprint, () -> records);
    }
    return new StepResult<>(report, fingerprint, () -> load(report.saved().version()));
  }

  /** What is not recorded cannot be told from what was never tried. */
  private boolean leavesMissing(StepState<O> state) {
    return plan.onlyFailures && state.isDurable();
  }

  private StepResult<O> notCompleted(StepReport report) {
    return new StepResult<>(
        report,
        plan.fingerprint(keys, present),
        () -> {
          throw new IllegalStateException(
              "Step \""
                  + name
                  + "\" is not completed: "
                  + report.failed()
                  + " rows failed and "
                  + report.missing()
                  + " are missing. Run it without onlyFailures() for its records");
        });
  }

  /** Whether the row is to be left as it is: there, or not among those that are asked for. */
  private boolean isLeft(StepState<O> state, int row) {
    return isThere(state, row)
        || (leavesMissing(state) && !state.hasFailed(keys.hi(row), keys.lo(row)));
  }

  /** Whether the row is there; names it, so that the results have the order of the inputs. */
  private boolean isThere(StepState<O> state, int row) {
    boolean there = state.contains(keys.hi(row), keys.lo(row), keys.content(row));
    if (there) {
      done(row);
    }
    return there;
  }

  private synchronized void done(int row) {
    present.set(row);
  }

  private void computeHere(StepState<O> state) {
    int row = 0;
    for (I input : plan.input.inputs()) {
      if (row < keys.size() && !isLeft(state, row)) {
        computeRow(state, row, input);
        if (isStopped()) {
          return;
        }
      }
      row++;
    }
  }

  private synchronized boolean isStopped() {
    return stop != null;
  }

  private void computeOnThreads(StepState<O> state) {
    ExecutorService pool = Executors.newFixedThreadPool(plan.threads, StepRun::thread);
    Semaphore room = new Semaphore(plan.threads * QUEUED_PER_THREAD);
    try {
      int row = 0;
      for (I input : plan.input.inputs()) {
        int number = row++;
        if (number < keys.size() && !isLeft(state, number)) {
          room.acquire();
          if (isStopped()) {
            break;
          }
          pool.execute(
              () -> {
                try {
                  computeRow(state, number, input);
                } catch (RuntimeException | Error e) {
                  stop(e);
                } finally {
                  room.release();
                }
              });
        }
      }
      pool.shutdown();
      while (!pool.awaitTermination(1, TimeUnit.HOURS)) {
        LOG.info("Checkpoint {}: its last rows are still being computed", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "checkpoint4j-step");
    thread.setDaemon(true);
    return thread;
  }

  private void computeRow(StepState<O> state, int row, I input) {
    if (isStopped()) {
      return;
    }
    int attempt = 1;
    while (true) {
      O record;
      try {
        record = mapping.apply(input);
        if (record == null) {
          throw new NullPointerException("the step's function returned null");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop(e);
        return;
      } catch (Exception e) {
        if (attempt <= plan.retries && pause(attempt)) {
          attempt++;
          continue;
        }
        fail(state, row, input, attempt, e);
        return;
      }
      state.add(keys.hi(row), keys.lo(row), keys.content(row), record);
      succeed(row);
      return;
    }
  }

  private synchronized void succeed(int row) {
    tried++;
    present.set(row);
  }

  /** Waits before the next attempt; false if there is none. */
  private boolean pause(int attempt) {
    try {
      long nanos = plan.backOff.toNanos() << Math.min(attempt - 1, 20);
      TimeUnit.NANOSECONDS.sleep(nanos);
      return !isStopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void fail(StepState<O> state, int row, I input, int attempts, Exception cause) {
    Object key = plan.input.keyOf().apply(input);
    state.fail(keys.hi(row), keys.lo(row), RecordStep.failure(key, attempts, cause));
    synchronized (this) {
      tried++;
      failed++;
      if (stop == null && plan.policy.stops(failed, tried)) {
        stop =
            new StepFailedException(
                "Cannot compute checkpoint \""
                    + name
                    + "\": row "
                    + (row + 1)
                    + " of its inputs failed after "
                    + attempts
                    + (attempts == 1 ? " attempt" : " attempts")
                    + " ("
                    + cause.getClass().getName()
                    + "), and "
                    + failed
                    + " of "
                    + tried
                    + " rows tried did. What was computed is kept; run the step again to try the"
                    + " others",
                cause);
      }
    }
  }

  private synchronized void stop(Throwable cause) {
    if (stop == null) {
      stop =
          new StepFailedException(
              "Cannot compute checkpoint \""
                  + name
                  + "\": it was stopped by "
                  + cause.getClass().getName()
                  + ". What was computed is kept; run the step again to go on",
              cause);
    }
  }
}
