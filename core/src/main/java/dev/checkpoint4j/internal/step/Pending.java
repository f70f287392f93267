package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.spi.ProcessLease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are not flushed yet, and the clock that flushes them while the next one is being
 * computed. Guarded by the state's lock.
 */
final class Pending<T> {
  private final FlushPolicy policy;
  private final Runnable flush;
  private final List<T> records = new ArrayList<>();
  private int[] numbers = new int[64];
  private @Nullable ScheduledThreadPoolExecutor clock;
  private @Nullable ScheduledFuture<?> alarm;
  private volatile @Nullable Throwable failure;

  Pending(FlushPolicy policy, Runnable flush) {
    this.policy = policy;
    this.flush = flush;
  }

  int add(int number, T record) {
    int row = records.size();
    if (row == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * row);
    }
    numbers[row] = number;
    records.add(record);
    if (alarm == null) {
      alarm =
          clock()
              .schedule(
                  this::ring, ProcessLease.saturatedNanos(policy.time()), TimeUnit.NANOSECONDS);
    }
    return row;
  }

  private ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor current = clock;
    if (current == null) {
      current =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "checkpoint4j-flush");
                thread.setDaemon(true);
                return thread;
              });
      current.setRemoveOnCancelPolicy(true);
      clock = current;
    }
    return current;
  }

  private void ring() {
    try {
      flush.run();
    } catch (Throwable e) {
      // Told to whoever uses the step next.
      failure = e;
    }
  }

  /** Throws what the clock's flush threw. */
  void rethrow() {
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }

  boolean isDue() {
    return records.size() >= policy.rows();
  }

  int size() {
    return records.size();
  }

  int number(int row) {
    return numbers[row];
  }

  T record(int row) {
    return records.get(row);
  }

  void clear() {
    records.clear();
    ScheduledFuture<?> current = alarm;
    alarm = null;
    if (current != null) {
      current.cancel(false);
    }
  }

  void close() {
    ScheduledThreadPoolExecutor current = clock;
    clock = null;
    if (current != null) {
      current.shutdownNow();
    }
  }
}
