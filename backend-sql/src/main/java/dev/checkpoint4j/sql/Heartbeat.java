package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every now and then that the process of a run is alive, until told to stop. Thread-safe. */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Runs runs;
  private final Duration every;
  private @Nullable ScheduledExecutorService clock;
  private @Nullable ScheduledFuture<?> beating;

  Heartbeat(Runs runs, Duration every) {
    this.runs = runs;
    this.every = every;
  }

  /** Beats for a run from now on, and for no other. */
  synchronized void start(String run) {
    stop();
    if (clock == null) {
      clock =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "checkpoint4j-heartbeat");
                thread.setDaemon(true);
                return thread;
              });
    }
    beating =
        clock.scheduleWithFixedDelay(
            () -> beat(run), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat(String run) {
    try {
      if (!runs.beat(run)) {
        LOG.warn("Run {} is no longer this process's: it ended, or another one resumed it", run);
        stop();
      }
    } catch (CheckpointException e) {
      // The next beat may get through; only three missed ones count.
      LOG.warn("Could not note that run {} goes on: {}", run, e.getMessage());
    }
  }

  synchronized void stop() {
    if (beating != null) {
      beating.cancel(false);
      beating = null;
    }
  }

  @Override
  public synchronized void close() {
    stop();
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
