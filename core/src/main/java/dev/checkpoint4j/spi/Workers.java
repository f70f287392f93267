package dev.checkpoint4j.spi;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one load or save on a few threads and hands out the results in the order of the
 * tasks, so that what comes out does not depend on how many threads there are.
 *
 * <p>The thread that asks for a result works too instead of waiting: {@code new Workers(1)} starts
 * no thread at all, and {@code new Workers(n)} adds at most {@code n - 1} helpers. Helpers are
 * daemon threads of one pool for the whole JVM and end after some idle seconds. Thread-safe, so
 * that a task may have tasks of its own; a sequence is used by one thread at a time, and the tasks
 * run on any.
 *
 * <pre>{@code
 * try (Workers workers = new Workers(threads)) {
 *   Workers.InOrder<byte[]> blocks = workers.inOrder();
 *   for (Input input : inputs) {
 *     if (blocks.isFull()) {
 *       out.write(blocks.take());
 *     }
 *     blocks.submit(() -> encode(input));
 *   }
 *   while (!blocks.isEmpty()) {
 *     out.write(blocks.take());
 *   }
 * }
 * }</pre>
 */
public final class Workers implements AutoCloseable {
  private static final long IDLE_SECONDS = 5;
  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Workers::helper);

  private final int threads;
  private final ArrayDeque<Job<?>> waiting = new ArrayDeque<>();
  private int helping;
  private int running;

  /**
   * Prepares; starts nothing.
   *
   * @param threads how many may work at once, the caller among them; at least 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1 but was " + threads);
    }
    this.threads = threads;
  }

  /** The default of backends: as many as there are processors, at most 8. */
  public static int defaultThreads() {
    return Math.min(Runtime.getRuntime().availableProcessors(), 8);
  }

  /** What a thread does at once. */
  @FunctionalInterface
  public interface Task<V> {
    /** Does it. */
    V run() throws IOException;
  }

  /** A new sequence of results. Several share the threads. */
  public <V> InOrder<V> inOrder() {
    return new InOrder<>();
  }

  /** Forgets what has not begun and waits for what has. Safe to call more than once. */
  @Override
  public void close() {
    synchronized (this) {
      waiting.clear();
      awaitUntilTrue(() -> running == 0);
    }
  }

  private static Thread helper(Runnable task) {
    Thread thread = new Thread(null, task, "checkpoint4j-worker", 0, false);
    thread.setDaemon(true);
    // A pooled thread must not keep the class loader of whoever came first.
    thread.setContextClassLoader(Workers.class.getClassLoader());
    return thread;
  }

  private void start(Job<?> job, boolean soon) {
    synchronized (this) {
      if (soon) {
        waiting.addFirst(job);
      } else {
        waiting.addLast(job);
      }
      if (helping == threads - 1) {
        return;
      }
      helping++;
    }
    boolean started = false;
    try {
      POOL.execute(this::help);
      started = true;
    } finally {
      if (!started) {
        synchronized (this) {
          helping--;
        }
      }
    }
  }

  private void help() {
    while (true) {
      Job<?> job;
      synchronized (this) {
        job = waiting.poll();
        if (job == null) {
          helping--;
          return;
        }
        job.begun = true;
        running++;
      }
      job.run();
    }
  }

  /** Runs a task that nobody has begun; false if there is none. */
  private boolean runOne() {
    Job<?> job;
    synchronized (this) {
      job = waiting.poll();
      if (job == null) {
        return false;
      }
      job.begun = true;
      running++;
    }
    job.run();
    return true;
  }

  /** Runs a task unless someone has begun it; one that {@link #close} forgot, too. */
  private void runIfNew(Job<?> job) {
    synchronized (this) {
      if (job.begun) {
        return;
      }
      waiting.remove(job);
      job.begun = true;
      running++;
    }
    job.run();
  }

  /** Not interruptible: tasks are short, and a half-done save must not depend on it. */
  private synchronized void awaitUntilTrue(java.util.function.BooleanSupplier condition) {
    boolean interrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Results in the order of their tasks.
   *
   * @param <V> what the tasks give
   */
  public final class InOrder<V> {
    private final ArrayDeque<Job<V>> jobs = new ArrayDeque<>();

    private InOrder() {}

    /** Whether as many results are on their way as memory should hold; then {@link #take} one. */
    public boolean isFull() {
      // Two for each thread and one more: helpers find work while the caller runs a task itself.
      return jobs.size() >= (threads == 1 ? 1 : 2 * threads + 1);
    }

    /** Whether all results were taken. */
    public boolean isEmpty() {
      return jobs.isEmpty();
    }

    /** Adds a task. */
    public void submit(Task<V> task) {
      submit(task, false);
    }

    /** Adds a task that is begun before all that wait. */
    public void submitSoon(Task<V> task) {
      submit(task, true);
    }

    private void submit(Task<V> task, boolean soon) {
      Job<V> job = new Job<>(task);
      jobs.add(job);
      start(job, soon);
    }

    /**
     * The result of the oldest task that was not taken yet; runs it, or others until it is there.
     *
     * @throws IOException and any unchecked exception: what the task threw
     */
    public V take() throws IOException {
      Job<V> oldest = jobs.remove();
      runIfNew(oldest);
      while (!oldest.isDone()) {
        if (!runOne()) {
          awaitUntilTrue(oldest::isDone);
        }
      }
      return oldest.result();
    }

    /**
     * The same, but runs no other task meanwhile: for a task whose own result others wait for.
     *
     * @throws IOException and any unchecked exception: what the task threw
     */
    public V takeAlone() throws IOException {
      Job<V> oldest = jobs.remove();
      runIfNew(oldest);
      awaitUntilTrue(oldest::isDone);
      return oldest.result();
    }
  }

  private final class Job<V> {
    private final Task<V> task;
    private boolean begun;
    private boolean done;
    private @Nullable V value;
    private @Nullable Throwable failure;

    Job(Task<V> task) {
      this.task = task;
    }

    void run() {
      V result = null;
      Throwable thrown = null;
      try {
        result = task.run();
      } catch (Throwable t) {
        thrown = t;
      }
      synchronized (Workers.this) {
        value = result;
        failure = thrown;
        done = true;
        running--;
        Workers.this.notifyAll();
      }
    }

    boolean isDone() {
      synchronized (Workers.this) {
        return done;
      }
    }

    @SuppressWarnings("NullAway") // a task that ends without a failure has a value
    V result() throws IOException {
      synchronized (Workers.this) {
        if (failure instanceof IOException e) {
          throw e;
        }
        if (failure instanceof RuntimeException e) {
          throw e;
        }
        if (failure instanceof Error e) {
          throw e;
        }
        return value;
      }
    }
  }
}
