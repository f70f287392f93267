package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.LockTimeoutException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to change a store: a lock between the threads of this process, and inside it the lock
 * file between processes. Whoever commits holds it for milliseconds; writing the data and reading
 * need none. The file is never removed.
 */
final class StoreLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreLock.class);
  private static final Map<Path, ReentrantLock> MUTEXES = new ConcurrentHashMap<>();
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private final ReentrantLock mutex;
  private final LockFile file;

  private StoreLock(ReentrantLock mutex, LockFile file) {
    this.mutex = mutex;
    this.file = file;
  }

  /**
   * Waits for the lock. Called on a thread that nobody interrupts.
   *
   * @throws LockTimeoutException if others held it all the time
   */
  static StoreLock acquire(Root root, Duration timeout, String where) throws IOException {
    long deadline = System.nanoTime() + saturatedNanos(timeout);
    ReentrantLock mutex = MUTEXES.computeIfAbsent(root.lock(), key -> new ReentrantLock(true));
    if (!lock(mutex, deadline)) {
      throw timeout(root, timeout, where);
    }
    try {
      return new StoreLock(mutex, poll(root, timeout, deadline, where));
    } catch (IOException | RuntimeException | Error e) {
      mutex.unlock();
      throw e;
    }
  }

  private static long saturatedNanos(Duration timeout) {
    // Deadlines are compared by difference, which half the range keeps from overflowing.
    long most = Long.MAX_VALUE / 2;
    return timeout.compareTo(Duration.ofNanos(most)) > 0 ? most : timeout.toNanos();
  }

  private static boolean lock(ReentrantLock mutex, long deadline) {
    try {
      return mutex.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the thread of a commit", e);
    }
  }

  private static LockFile poll(Root root, Duration timeout, long deadline, String where)
      throws IOException {
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      Places.file(root.path(), root.lock());
      Optional<LockFile> held = LockFile.tryLock(root.lock(), StandardOpenOption.CREATE);
      if (held.isPresent()) {
        return held.get();
      }
      if (System.nanoTime() - deadline >= 0) {
        throw timeout(root, timeout, where);
      }
      sleep(Math.min(pause, Math.max(1, deadline - System.nanoTime())));
      pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
    }
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the thread of a commit", e);
    }
  }

  private static LockTimeoutException timeout(Root root, Duration timeout, String where) {
    return new LockTimeoutException(
        where
            + ": another writer has held "
            + root.lock()
            + " for more than "
            + timeout.toMillis()
            + " ms. Nothing was changed; try again, or raise lock-timeout");
  }

  /** Gives it up. What it guarded is done by then, so that a failure to close is only logged. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("Closing the lock file failed: {}", Failures.reason(e));
    } finally {
      mutex.unlock();
    }
  }
}
