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
  private final RecordBinding<T> binding;
  private final StepJournal journal;
  private final StoredRows<T> stored;
  private final KnownRows known = new KnownRows();
  private final Pending<T> pending;
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
    this.binding = binding;
    this.journal = journal;
    this.stored = new StoredRows<>(backend, name, binding);
    this.pending = new Pending<>(flush, this::flush);
    this.completion = new Completion<>(backend, name, binding, journal, stored, known, pending);
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
    known.learn(number, content, Place.pending(pending.add(number, record)));
    computed++;
    if (pending.isDue()) {
      flush();
    }
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
    pending.rethrow();
    int from = 0;
    while (from < pending.size()) {
      from = flushPart(from);
    }
    pending.clear();
  }

  private int flushPart(int from) {
    Part.RowsWriter<T> writer = new Part.RowsWriter<>(binding);
    int to = from;
    while (to < pending.size() && !writer.isFull()) {
      Rows.write(writer, known, pending.number(to), pending.record(to), stored.where());
      to++;
    }
    int part = journal.append(writer.finish());
    for (int row = from; row < to; row++) {
      known.move(pending.number(row), Place.logged(part, row - from));
    }
    return to;
  }

  /**
   * Saves the rows that were named, in their order.
   *
   * @param keepKeys whether the records do not tell their keys, so that the log must
   */
  synchronized StepReport complete(SaveNotes notes, boolean keepKeys) {
    requireOpen();
    long rows = known.namedAndThere();
    known.dropFailuresNotNamed();
    SaveResult saved = completion.run(notes, this::flush);
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
    pending.close();
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
    pending.rethrow();
  }

  /** Forgets all rows, so that each is computed again. */
  synchronized void restart() {
    journal.clear();
    stored.forget();
    known.forget();
  }

  @Override
  public void close() {
    synchronized (this) {
      try {
        if (!closed && journal.isDurable()) {
          flush();
        }
      } finally {
        closed = true;
        pending.close();
        journal.close();
      }
    }
  }
}
