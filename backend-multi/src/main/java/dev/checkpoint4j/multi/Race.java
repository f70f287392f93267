package dev.checkpoint4j.multi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks several stores the same at once, each on a thread of its own, and hands out the answers as
 * they come. What comes after the end is dropped by the thread that got it.
 */
final class Race<V> {
  private final List<Child> running;
  private final Dropper<V> drop;
  private final BlockingQueue<Attempt<V>> answers = new LinkedBlockingQueue<>();
  private boolean ended;

  /** Frees an answer that nobody wants any more. */
  interface Dropper<V> {
    void drop(V value);
  }

  /** The answer of one store: a value, an exception, or neither where it has nothing. */
  record Attempt<V>(Child child, @Nullable V value, @Nullable RuntimeException failure) {}

  Race(List<Child> children, Function<Child, Optional<V>> question, Dropper<V> drop) {
    this.running = new ArrayList<>(children);
    this.drop = drop;
    for (Child child : children) {
      Thread thread = new Thread(() -> answer(attempt(child, question)), "checkpoint4j-race");
      thread.setDaemon(true);
      thread.start();
    }
  }

  static <V> Attempt<V> attempt(Child child, Function<Child, Optional<V>> question) {
    try {
      return new Attempt<>(child, question.apply(child).orElse(null), null);
    } catch (RuntimeException e) {
      return new Attempt<>(child, null, e);
    }
  }

  private synchronized void answer(Attempt<V> attempt) {
    if (!ended) {
      answers.add(attempt);
    } else if (attempt.value() != null) {
      drop.drop(attempt.value());
    }
  }

  /** The next answer; null if all have answered. Not interruptible: each store has its timeouts. */
  @Nullable Attempt<V> next() {
    if (running.isEmpty()) {
      return null;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          Attempt<V> attempt = answers.take();
          running.remove(attempt.child());
          return attempt;
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

  /** Drops all answers but those handed out. */
  synchronized void end() {
    ended = true;
    for (Attempt<V> attempt : answers) {
      if (attempt.value() != null) {
        drop.drop(attempt.value());
      }
    }
    answers.clear();
  }

  /** The stores whose answers were not taken. */
  List<Child> notFinished() {
    return List.copyOf(running);
  }
}
