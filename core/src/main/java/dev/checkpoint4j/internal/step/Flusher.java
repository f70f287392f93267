package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.spi.ProcessLease;
import dev.checkpoint4j.spi.RecordBinding;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows durable by the policy, and by a clock while the next one is being computed. Where a
 * flush is of many rows, half of them are written while the other half is computed: never are more
 * rows at stake than the policy says, those being written among them. Guarded by the state's lock.
 */
final class Flusher<T> implements AutoCloseable {
  /** From so many rows on it pays to flush twice as often in the background. */
  private static final int ROWS_IN_HALVES = 1_000;

  private static final int SLOTS = 2;

  private final FlushPolicy policy;
  private final RecordBinding<T> binding;
  private final StepJournal journal;
  private final KnownRows known;
  private final String where;
  private final Runnable onTime;
  private final Kept<T> kept;
  private final boolean halves;

  /** By slot: what is being filled, and what is being written. */
  private final Batch<T>[] batches;

  private int slot;
  private @Nullable FutureTask<Boolean> writing;
  private @Nullable ScheduledThreadPoolExecutor clock;
  private @Nullable ScheduledFuture<?> alarm;
  private @Nullable Throwable failure;
  private boolean told;

  /**
   * Starts nothing.
   *
   * @param onTime what the clock does: {@link #flush} under the state's lock
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of batches
  Flusher(
      FlushPolicy policy,
      RecordBinding<T> binding,
      StepJournal journal,
      KnownRows known,
      String where,
      Runnable onTime) {
    this.policy = policy;
    this.binding = binding;
    this.journal = journal;
    this.known = known;
    this.where = where;
    this.onTime = onTime;
    this.kept = new Kept<>(binding);
    this.halves = policy.rows() >= ROWS_IN_HALVES;
    this.batches = new Batch[] {new Batch<>(binding, where), new Batch<>(binding, where)};
  }

  /** Adds a row; its place. */
  long add(int number, long content, T record) {
    if (alarm == null) {
      alarm =
          clock()
              .schedule(onTime, ProcessLease.saturatedNanos(policy.time()), TimeUnit.NANOSECONDS);
    }
    int row = batches[slot].add(number, known.hi(number), known.lo(number), content, record);
    return Place.pending(slot, row);
  }

  /** Flushes if the policy says so; in halves, has it begun and the one before it ended. */
  void flushIfDue() {
    if (batches[slot].size() >= (halves ? policy.rows() / 2 : policy.rows())) {
      handOver();
      if (!halves) {
        await();
      }
    }
  }

  /** Makes all rows durable. */
  void flush() {
    check();
    if (batches[slot].size() > 0) {
      handOver();
    }
    await();
  }

  private void handOver() {
    Batch<T> batch = batches[slot];
    FutureTask<Boolean> before = writing;
    if (before != null && !before.isDone()) {
      // There is nothing else to do until the one before is written.
      batch.encode();
    }
    await();
    ScheduledFuture<?> current = alarm;
    alarm = null;
    if (current != null) {
      current.cancel(false);
    }
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              batch.write(journal);
              return true;
            });
    writing = task;
    slot = (slot + 1) % SLOTS;
    if (halves) {
      clock().execute(task);
    }
  }

  /** Ends the flush that was begun, by this thread if no other has. */
  private void await() {
    FutureTask<Boolean> task = writing;
    if (task == null) {
      return;
    }
    task.run();
    try {
      outcome(task);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      failure = cause;
      told = true;
      rethrow(cause);
    } finally {
      writing = null;
    }
    settle((slot + 1) % SLOTS);
  }

  private static void outcome(FutureTask<Boolean> task) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void rethrow(@Nullable Throwable thrown) {
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    throw new IllegalStateException(thrown);
  }

  /** Notes where the rows of a batch are now, and makes room for the next. */
  private void settle(int written) {
    Batch<T> batch = batches[written];
    boolean keeps = kept.reserve(batch.size(), batch.bytes());
    batch.forEach(
        (row, place) -> {
          if (known.place(batch.number(row)) == Place.pending(written, row)) {
            known.move(batch.number(row), keeps ? Place.kept(kept.add(batch.record(row))) : place);
          }
        });
    batches[written] = new Batch<>(binding, where);
  }

  /**
   * Throws what a flush in the background has thrown.
   *
   * @throws CheckpointIOException if somebody was told of it before
   */
  void check() {
    FutureTask<Boolean> task = writing;
    if (task != null && task.isDone()) {
      await();
    }
    Throwable thrown = failure;
    if (thrown != null) {
      if (!told) {
        told = true;
        rethrow(thrown);
      }
      throw new CheckpointIOException(
          where + ": making its rows durable failed before; close the step and open it again",
          thrown);
    }
  }

  /** The caller will tell nobody of what it was thrown. */
  void tellAgain(Throwable thrown) {
    failure = thrown;
    told = false;
  }

  /** Whether it failed and somebody was told. */
  boolean isKnownToFail() {
    return failure != null && told;
  }

  /** Waits for what was begun, so that nobody else uses the log; rows may be pending still. */
  void rest() {
    await();
  }

  /** A row that is in memory. */
  T record(long place) {
    return Place.isKept(place)
        ? kept.get(Place.row(place))
        : batches[Place.part(place)].record(Place.row(place));
  }

  int pending() {
    return batches[slot].size();
  }

  private ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor current = clock;
    if (current == null) {
      current = new ScheduledThreadPoolExecutor(1, Flusher::thread);
      current.setRemoveOnCancelPolicy(true);
      clock = current;
    }
    return current;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "checkpoint4j-flush");
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the clock; a flush that was begun is waited for. */
  @Override
  public void close() {
    try {
      await();
    } finally {
      kept.release();
      ScheduledThreadPoolExecutor current = clock;
      clock = null;
      if (current != null) {
        current.shutdownNow();
      }
    }
  }
}
