package dev.checkpoint4j.internal.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step on a thread of its own while the caller waits, however often it is interrupted; its
 * interrupt flag is set again afterwards. An interrupt closes a {@code FileChannel} under whoever
 * uses it at that moment, so that locking and forcing on the caller's thread could leave a commit
 * half done. The thread is made for the step: it is dear beside a method call and cheap beside one
 * force.
 */
final class Uninterrupted<T> implements Runnable {
  /** A step. */
  interface Step<T> {
    T run() throws IOException;
  }

  private final Step<T> step;
  private @Nullable T result;
  private @Nullable Throwable failure;

  private Uninterrupted(Step<T> step) {
    this.step = step;
  }

  /** Runs the step; what it throws is thrown here. */
  static <T> T call(Step<T> step) throws IOException {
    Uninterrupted<T> task = new Uninterrupted<>(step);
    Thread thread = new Thread(null, task, "checkpoint4j-commit", 0, false);
    thread.setDaemon(true);
    thread.start();
    join(thread);
    return task.outcome();
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          thread.join();
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

  @Override
  public void run() {
    try {
      result = step.run();
    } catch (Throwable e) {
      failure = e;
    }
  }

  @SuppressWarnings("NullAway") // a step that did not fail has its result
  private T outcome() throws IOException {
    if (failure == null) {
      return result;
    }
    addCaller(failure);
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  /** A stack trace without the caller's own frames would not say which save failed. */
  private static void addCaller(Throwable failure) {
    StackTraceElement[] inside = failure.getStackTrace();
    StackTraceElement[] outside = new Throwable().getStackTrace();
    StackTraceElement[] all = new StackTraceElement[inside.length + outside.length];
    System.arraycopy(inside, 0, all, 0, inside.length);
    System.arraycopy(outside, 0, all, inside.length, outside.length);
    failure.setStackTrace(all);
  }
}
