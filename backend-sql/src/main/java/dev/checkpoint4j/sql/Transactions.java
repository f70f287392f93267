package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.LockTimeoutException;
import jakarta.persistence.PersistenceException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in transactions on a store whose tables are checked or made before. Thread-safe. */
final class Transactions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final int FEWEST_ATTEMPTS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 200;

  /**
   * SQLite has one writer at a time. The writers of this JVM queue here, in order, since its own
   * way of waiting is to try again.
   */
  private static final ConcurrentMap<Path, ReentrantLock> WRITERS = new ConcurrentHashMap<>();

  private final Connections connections;
  private final SqlOptions options;
  private final String location;
  private final Runnable beforeClose;
  private volatile Optional<String> weakness = Optional.empty();
  private volatile boolean readable;
  private volatile boolean writable;

  /**
   * @param beforeClose what has to end before the connections do
   */
  Transactions(Connections connections, SqlOptions options, Runnable beforeClose) {
    this.connections = connections;
    this.options = options;
    this.beforeClose = beforeClose;
    this.location = connections.shown();
  }

  String location() {
    return location;
  }

  /** The settings by which a commit that was acknowledged may be lost; empty if none is known. */
  Optional<String> weakness() {
    return weakness;
  }

  private void judge(Connection connection) throws SQLException {
    weakness = Acknowledged.weakness(connection, connections.database());
  }

  /** Equal for the same database within this JVM. */
  Object place() {
    return connections.place();
  }

  /** Work in a transaction. */
  @FunctionalInterface
  interface Work<R> {
    R run(Tx tx) throws SQLException;
  }

  /** Begins to read; empty if there is nothing in the place yet. The caller closes it. */
  Optional<Tx> reader(String where) {
    if (connections.isAbsent() && options.schema() != SchemaMode.VALIDATE) {
      return Optional.empty();
    }
    Connection connection = connections.open(where);
    Tx tx = new Tx(connections.database(), connection, where);
    try {
      if (!readable) {
        readable =
            new Schema(connections.database(), where).isReadable(connection, options.schema());
        judge(connection);
      }
      if (readable) {
        tx.begin(false);
        return Optional.of(tx);
      }
    } catch (SQLException | RuntimeException e) {
      tx.close();
      throw tx.failed(e);
    }
    tx.close();
    return Optional.empty();
  }

  /** Reads in a transaction; the fallback if there is nothing in the place yet. */
  <R> R read(String where, R absent, Work<R> work) {
    try (Interrupts shield = new Interrupts()) {
      Optional<Tx> opened = reader(where);
      if (opened.isEmpty()) {
        return absent;
      }
      try (Tx tx = opened.get()) {
        return run(tx, work);
      }
    }
  }

  private static <R> R run(Tx tx, Work<R> work) {
    try {
      return work.run(tx);
    } catch (SQLException | PersistenceException e) {
      throw tx.failed(e);
    }
  }

  /** Changes in a transaction, which is tried again if the database ended it for another's sake. */
  <R> R write(String where, Work<R> work) {
    try (Interrupts shield = new Interrupts()) {
      ReentrantLock queue = enter(where);
      long end = System.nanoTime() + options.lockTimeout().toNanos();
      try {
        for (int attempt = 1; ; attempt++) {
          try {
            return writeOnce(where, work);
          } catch (LockTimeoutException e) {
            boolean tired = attempt >= FEWEST_ATTEMPTS && System.nanoTime() - end >= 0;
            if (tired || !isDeadlock(e)) {
              throw e;
            }
          }
          pause(attempt);
        }
      } finally {
        if (queue != null) {
          queue.unlock();
        }
      }
    }
  }

  /** By chance, so that those who were in each other's way are not so again. */
  private static void pause(int attempt) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, 1L << Math.min(attempt, 10));
    long millis = ThreadLocalRandom.current().nextLong(most + 1);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private boolean isDeadlock(LockTimeoutException e) {
    SQLException cause = Failures.sqlCause(e);
    return cause != null && Failures.isDeadlock(connections.database(), cause);
  }

  private <R> R writeOnce(String where, Work<R> work) {
    connections.prepareFile(where);
    Connection connection = connections.open(where);
    try (Tx tx = new Tx(connections.database(), connection, where)) {
      try {
        if (!writable) {
          new Schema(connections.database(), where).prepare(connection, options.schema());
          judge(connection);
          weakness.ifPresent(
              settings ->
                  LOG.warn(
                      "The settings of sql {} let it lose a save in a power cut: {}",
                      location,
                      settings));
          readable = true;
          writable = true;
        }
        tx.begin(true);
      } catch (SQLException e) {
        throw tx.failed(e);
      }
      R result = run(tx, work);
      tx.commit();
      return result;
    }
  }

  private @Nullable ReentrantLock enter(String where) {
    Path file = connections.file();
    if (file == null) {
      return null;
    }
    ReentrantLock queue =
        WRITERS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock(true));
    long end = System.nanoTime() + options.lockTimeout().toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (queue.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return queue;
          }
          throw timeout(where);
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

  private CheckpointException timeout(String where) {
    return new LockTimeoutException(
        where
            + ": other writers of this process held the database for longer than the lock-timeout of "
            + options.lockTimeout()
            + "; nothing was changed, try again");
  }

  @Override
  public void close() {
    beforeClose.run();
    connections.close();
  }
}
