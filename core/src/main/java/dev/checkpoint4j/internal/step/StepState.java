package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.StepReport;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StepLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A half-done step: takes rows and failures, makes them durable by its policy, and becomes the
 * checkpoint in the end. Thread-safe.
 *
 * @param <T> the record type
 */
final class StepState<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointManager.class);

  private final CheckpointName name;
  private final StepJournal journal;
  private final StoredRows<T> stored;
  private final KnownRows known = new KnownRows();
  private final Flusher<T> flusher;
  private final Completion<T> completion;
  private int computed;
  private boolean closed;

  private StepState(
      Backend backend,
      CheckpointName name,
      RecordBinding<T> binding,
      StepJournal journal,
      FlushPolicy flush) {
    this.name = name;
    this.journal = journal;
    this.stored = new StoredRows<>(backend, name, binding);
    this.flusher = new Flusher<>(flush, binding, journal, known, stored.where(), this::flushOnTime);
    this.completion = new Completion<>(backend, name, binding, journal, stored, known, flusher);
  }

  /**
   * Reads what earlier runs left.
   *
   * @param log is closed with the state
   * @param identity rows of another identity are dropped
   * @param onlyOwn whether they are refused instead
   * @throws IllegalStateException if they are refused
   */
  static <T> StepState<T> open(
      Backend backend,
      CheckpointName name,
      RecordBinding<T> binding,
      StepLog log,
      String identity,
      boolean onlyOwn,
      FlushPolicy flush) {
    StepJournal journal = new StepJournal(name, identity, log);
    StepState<T> state = new StepState<>(backend, name, binding, journal, flush);
    try {
      if (onlyOwn) {
        journal.requireOwn(state.stored.where());
      }
      journal.readInto(state.known, state.stored);
      return state;
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }

  /** Takes the rows of the checkpoint itself for known, by the key that each has. */
  synchronized void learnCheckpoint(Function<? super T, long[]> keyOf) {
    Optional<VersionInfo> version = stored.current();
    if (version.isEmpty()) {
      return;
    }
    stored.use(version.get());
    int row = 0;
    try (RecordSource<T> source = stored.source()) {
      for (List<T> batch = source.nextBatch(); batch != null; batch = source.nextBatch()) {
        for (T record : batch) {
          long[] key = keyOf.apply(record);
          if (known.find(key[0], key[1]) < 0) {
            known.learn(known.number(key[0], key[1]), 0, Place.stored(row));
          }
          row++;
        }
      }
    }
  }

  /** Names a key; whether its row is there, computed from the same content. */
  synchronized boolean contains(long hi, long lo, long content) {
    requireOpen();
    int number = known.name(hi, lo);
    if (known.isThere(number) && known.content(number) != content) {
      known.move(number, Place.NONE);
    }
    return known.isThere(number);
  }

  /** Whether a row was tried and is missing; does not name it. */
  synchronized boolean hasFailed(long hi, long lo) {
    requireOpen();
    int number = known.find(hi, lo);
    return number >= 0 && known.failure(number) != null;
  }

  /** Whether failures outlive this run. */
  boolean isDurable() {
    return journal.isDurable();
  }

  /** Adds a row; false if there is one of this key. */
  synchronized boolean add(long hi, long lo, long content, T record) {
    requireOpen();
    int number = known.name(hi, lo);
    if (known.isThere(number)) {
      return false;
    }
    known.learn(number, content, flusher.add(number, content, record));
    computed++;
    flusher.flushIfDue();
    return true;
  }

  /** Keeps note of a failure at once. */
  synchronized void fail(long hi, long lo, StepFailure failure) {
    requireOpen();
    int number = known.name(hi, lo);
    StepFailure earlier = known.failure(number);
    StepFailure counted =
        earlier == null
            ? failure
            : new StepFailure(
                failure.key(),
                earlier.attempts() + failure.attempts(),
                failure.exception(),
                failure.message(),
                failure.at());
    known.fail(number, counted);
    journal.append(Part.failure(hi, lo, counted));
  }

  synchronized List<StepFailure> failures() {
    return known.failures();
  }

  /** Makes all rows durable. */
  synchronized void flush() {
    if (closed) {
      return;
    }
    flusher.flush();
  }

  /** What fails is told to whoever uses the step next. */
  private synchronized void flushOnTime() {
    if (flusher.isKnownToFail()) {
      return;
    }
    try {
      flush();
    } catch (RuntimeException | Error e) {
      flusher.tellAgain(e);
    }
  }

  /**
   * Saves the rows that were named, in their order.
   *
   * @param keepKeys whether the records do not tell their keys, so that the log must
   */
  synchronized StepReport complete(SaveNotes notes, boolean keepKeys) {
    requireOpen();
    flusher.rest();
    long rows = known.namedAndThere();
    known.dropFailuresNotNamed();
    SaveResult saved = completion.run(notes);
    StepReport report =
        new StepReport(
            name.value(),
            computed,
            rows - computed,
            known.named() - rows,
            known.there() - rows,
            saved);
    LOG.info("{}", report);
    if (saved.saved()) {
      journal.tidy(known, saved.version(), keepKeys);
    }
    closed = true;
    flusher.close();
    return report;
  }

  /** Whether all rows that were named are there. */
  synchronized boolean isWhole() {
    return known.namedAndThere() == known.named();
  }

  /** Keeps what is there for the next run, and says so. */
  synchronized StepReport leave() {
    flush();
    long rows = known.namedAndThere();
    long failed = known.namedAndFailed();
    StepReport report =
        new StepReport(
            name.value(),
            computed,
            rows - computed,
            failed,
            0,
            known.named() - rows - failed,
            false,
            new SaveResult(name.value(), false, 0, 0, 0, Optional.empty()));
    LOG.info("{}", report);
    return report;
  }

  /** All rows that were named, for a store that keeps nothing. */
  synchronized List<T> records() {
    return completion.records();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The step \"" + name + "\" is complete or closed");
    }
    flusher.check();
  }

  /** Forgets all rows, so that each is computed again. */
  synchronized void restart() {
    journal.clear();
    stored.forget();
    known.forget();
  }

  private void end() {
    try {
      flusher.close();
    } finally {
      journal.close();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      try {
        if (!closed && journal.isDurable() && !flusher.isKnownToFail()) {
          flush();
        }
      } finally {
        closed = true;
        end();
      }
    }
  }
}
