package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.StepBusyException;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ProcessLease;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to compute one step: among the threads of this process, and inside of that among
 * processes by a row of {@code c4j_step}. It lapses if its owner is not heard of for three
 * heartbeats, by the server's clock, or at once where it is seen that the owner died. An owner that
 * was only slow finds at its next change that it has lost it, and changes nothing.
 */
final class StepLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StepLease.class);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final SqlShared shared;
  private final CheckpointEntity.Key key;
  private final CheckpointName name;
  private final String where;
  private final ProcessLease inner;
  private final String owner = UUID.randomUUID().toString();
  private boolean closed;

  private StepLease(
      SqlShared shared,
      CheckpointEntity.Key key,
      CheckpointName name,
      String where,
      ProcessLease inner) {
    this.shared = shared;
    this.key = key;
    this.name = name;
    this.where = where;
    this.inner = inner;
  }

  /** Which right it is, for the threads of this process. */
  private record Held(Object place, CheckpointEntity.Key key) {}

  /**
   * Waits for the right.
   *
   * @param wait for how long
   * @throws StepBusyException naming who has it
   */
  static StepLease take(
      SqlShared shared, String run, CheckpointName name, Duration wait, String where) {
    long start = System.nanoTime();
    CheckpointEntity.Key key = new CheckpointEntity.Key(run, name.value());
    ProcessLease inner =
        ProcessLease.take(new Held(shared.transactions().place(), key), name, wait);
    try {
      StepLease lease = new StepLease(shared, key, name, where, inner);
      lease.await(start, start + ProcessLease.saturatedNanos(wait));
      shared.heartbeat().start(lease, "The step of " + name, lease::beat, lease::close);
      return lease;
    } catch (RuntimeException | Error e) {
      inner.close();
      throw e;
    }
  }

  private void await(long start, long end) {
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      Optional<String> holder = shared.transactions().read(where, Optional.empty(), this::holder);
      if (holder.isEmpty()) {
        holder = shared.transactions().write(where, this::take);
      }
      if (holder.isEmpty()) {
        return;
      }
      long left = end - System.nanoTime();
      if (left <= 0 || !slept(Math.min(pause, left))) {
        throw ProcessLease.busy(name, holder.get(), Duration.ofNanos(System.nanoTime() - start));
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }

  /** Whether nobody interrupted it. */
  private static boolean slept(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Who has it; empty if nobody alive does. */
  private Optional<String> holder(Tx tx) {
    StepEntity step = tx.session().get(StepEntity.class, key);
    if (step == null
        || step.heartbeatAt < shared.heartbeat().aliveSince(tx.now())
        || (step.process != null && Processes.isGone(step.process, tx.database()))) {
      return Optional.empty();
    }
    return Optional.of(step.described.replaceAll("[^A-Za-z0-9 ._:()-]", "?"));
  }

  /** Takes it; who has it if somebody else was faster. */
  private Optional<String> take(Tx tx) {
    Runs.locked(tx, key.runId());
    Optional<String> holder = holder(tx);
    if (holder.isPresent()) {
      return holder;
    }
    tx.session()
        .createMutationQuery("delete from Step s where s.key = :key")
        .setParameter("key", key)
        .executeUpdate();
    StepEntity step = new StepEntity();
    step.key = key;
    step.owner = owner;
    step.process = Processes.own(tx.database()).orElse(null);
    step.described = Processes.description();
    step.heartbeatAt = tx.now();
    tx.session().insert(step);
    return Optional.empty();
  }

  private boolean beat() {
    return shared.transactions().write(where, this::isHeld);
  }

  private boolean isHeld(Tx tx) {
    return tx.session()
            .createMutationQuery(
                "update Step s set s.heartbeatAt = :now where s.key = :key and s.owner = :owner")
            .setParameter("now", tx.now())
            .setParameter("key", key)
            .setParameter("owner", owner)
            .executeUpdate()
        > 0;
  }

  /**
   * Makes sure, until the end of the transaction, that nobody else has it.
   *
   * @throws StepBusyException if somebody has taken it
   */
  void require(Tx tx) {
    if (!isHeld(tx)) {
      throw new StepBusyException(
          where
              + ": this process was not heard of for too long, and another one has taken the step"
              + " over; nothing was changed. What was flushed before is kept: run the step again");
    }
  }

  /** Gives it up. What it guarded is done by then, so that failures are only logged. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    shared.heartbeat().stop(this);
    try {
      shared
          .transactions()
          .write(
              where,
              tx ->
                  tx.session()
                      .createMutationQuery(
                          "delete from Step s where s.key = :key and s.owner = :owner")
                      .setParameter("key", key)
                      .setParameter("owner", owner)
                      .executeUpdate());
    } catch (CheckpointException e) {
      LOG.warn(
          "Giving up the step of {} failed, so that it lapses later: {}", name, e.getMessage());
    } finally {
      inner.close();
    }
  }
}
