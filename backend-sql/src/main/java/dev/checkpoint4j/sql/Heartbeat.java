package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every now and then that this process is alive, for each thing that it has until that is
 * given back. Thread-safe.
 */
final class Heartbeat implements AutoCloseable {
  /** A process that was not heard of for so many heartbeats is taken for dead. */
  static final int MISSED = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Duration every;
  private final Map<Object, Beating> beatings = new LinkedHashMap<>();
  private @Nullable ScheduledExecutorService clock;
  private boolean closed;

  Heartbeat(Duration every) {
    this.every = every;
  }

  private record Beating(ScheduledFuture<?> future, Runnable giveBack) {}

  /** Who was heard of since then is alive, in the milliseconds of {@code now}. */
  long aliveSince(long now) {
    return now - every.multipliedBy(MISSED).toMillis();
  }

  /**
   * Beats from now on, in the place of what beat for the key before.
   *
   * @param what for the log
   * @param beat tells the database; false if it is no longer this process's
   * @param giveBack what to do at a close if it was not stopped before
   */
  synchronized void start(Object key, String what, BooleanSupplier beat, Runnable giveBack) {
    stop(key);
    if (closed) {
      throw new IllegalStateException("The manager is closed");
    }
    if (clock == null) {
      clock =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "checkpoint4j-heartbeat");
                thread.setDaemon(true);
                return thread;
              });
    }
    long millis = Math.max(1, every.toMillis());
    beatings.put(
        key,
        new Beating(
            clock.scheduleWithFixedDelay(
                () -> beat(key, what, beat), millis, millis, TimeUnit.MILLISECONDS),
            giveBack));
  }

  private void beat(Object key, String what, BooleanSupplier beat) {
    try {
      if (!beat.getAsBoolean()) {
        LOG.warn("{} is no longer this process's: it ended, or another one took it over", what);
        stop(key);
      }
    } catch (CheckpointException e) {
      // The next beat may get through; only three missed ones count.
      LOG.warn("Could not note that {} goes on: {}", what, e.getMessage());
    }
  }

  synchronized void stop(Object key) {
    Beating beating = beatings.remove(key);
    if (beating != null) {
      beating.future().cancel(false);
    }
  }

  /** Gives back what is still held, and beats no more. */
  @Override
  public void close() {
    List<Beating> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(beatings.values());
      beatings.clear();
      if (clock != null) {
        clock.shutdownNow();
      }
    }
    left.forEach(beating -> beating.giveBack().run());
  }
}
