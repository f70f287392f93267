package dev.checkpoint4j.spi;

import dev.checkpoint4j.StepBusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The right to compute a checkpoint, within this JVM: what a backend has that cannot do better, and
 * the inner half of one that can. Its log lives in memory and ends with it.
 */
public final class ProcessLease implements StepLog {
  private static final Map<Object, Thread> HOLDERS = new HashMap<>();

  private final Object key;
  private final List<byte[]> parts = new ArrayList<>();
  private boolean closed;

  private ProcessLease(Object key) {
    this.key = key;
  }

  /**
   * Waits for the right.
   *
   * @param key equal for what must not be computed at once
   * @throws StepBusyException if another thread had it all the time
   * @throws IllegalStateException if this thread has it itself
   */
  public static ProcessLease take(Object key, CheckpointName name, Duration wait) {
    long end = System.nanoTime() + saturatedNanos(wait);
    boolean interrupted = false;
    synchronized (HOLDERS) {
      while (HOLDERS.containsKey(key)) {
        Thread holder = HOLDERS.get(key);
        if (holder == Thread.currentThread()) {
          throw new IllegalStateException(
              "This thread is computing checkpoint \""
                  + name
                  + "\" already; a step cannot need itself");
        }
        long left = end - System.nanoTime();
        if (left <= 0 || interrupted) {
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
          throw busy(
              name,
              "thread \"" + (holder == null ? "?" : holder.getName()) + "\" of this process",
              wait);
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(HOLDERS, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      HOLDERS.put(key, Thread.currentThread());
    }
    return new ProcessLease(key);
  }

  /** A duration in nanoseconds, small enough to be added to a time. */
  public static long saturatedNanos(Duration duration) {
    long most = Long.MAX_VALUE / 2;
    return duration.compareTo(Duration.ofNanos(most)) > 0 ? most : duration.toNanos();
  }

  /** The exception that names who has the right. */
  public static StepBusyException busy(CheckpointName name, String owner, Duration wait) {
    return new StepBusyException(
        "Cannot compute checkpoint \""
            + name
            + "\": "
            + owner
            + " is computing it and did not finish within "
            + saturatedNanos(wait) / 1_000_000
            + " ms. Wait longer, or end it: what it flushed is kept");
  }

  @Override
  public int size() {
    return parts.size();
  }

  @Override
  public byte[] read(int part) {
    return parts.get(part).clone();
  }

  @Override
  public void append(byte[] part) {
    parts.add(part.clone());
  }

  @Override
  public void replace(List<byte[]> replaced) {
    parts.clear();
    parts.addAll(replaced);
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      synchronized (HOLDERS) {
        HOLDERS.remove(key);
        HOLDERS.notifyAll();
      }
    }
  }
}
