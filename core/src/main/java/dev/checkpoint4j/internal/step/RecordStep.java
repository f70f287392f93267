package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.ResumableStep;
import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.StepReport;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A step whose records tell their keys. */
public final class RecordStep<T> implements ResumableStep<T> {
  private static final int MAX_KEY_CHARS = 1_000;
  private static final int MAX_MESSAGE_CHARS = 4_000;

  private final StepState<T> state;
  private final CheckpointName name;
  private final Function<? super T, ?> keyOf;
  private final SaveNotes notes;

  /** Nobody's at the moment; making one costs as much as a digest. */
  private final AtomicReference<@Nullable KeyDigests> spare = new AtomicReference<>();

  private RecordStep(
      StepState<T> state, CheckpointName name, Function<? super T, ?> keyOf, SaveNotes notes) {
    this.state = state;
    this.name = name;
    this.keyOf = keyOf;
    this.notes = notes;
  }

  /** Opens a step, and takes what earlier runs left of it. */
  public static <T> RecordStep<T> open(
      Backend backend,
      CheckpointName name,
      RecordBinding<T> binding,
      Function<? super T, ?> keyOf,
      Optional<Fingerprint> fingerprint,
      FlushPolicy flush,
      Duration wait) {
    StepLog log = backend.openStep(name, wait);
    StepState<T> state =
        StepState.open(
            backend,
            name,
            binding,
            log,
            fingerprint.map(Fingerprint::hash).orElse(""),
            false,
            flush);
    RecordStep<T> step =
        new RecordStep<>(
            state, name, keyOf, new SaveNotes(fingerprint, SaveNotes.NONE.numbering()));
    try {
      Optional<VersionInfo> current = backend.versions(name).stream().findFirst();
      if (current.isPresent()
          && (fingerprint.isEmpty() || current.get().fingerprint().equals(fingerprint))) {
        state.learnCheckpoint(record -> step.digest(keyOf.apply(record)));
      }
      return step;
    } catch (RuntimeException | Error e) {
      state.close();
      throw e;
    }
  }

  private long[] digest(@Nullable Object key) {
    if (key == null) {
      throw new IllegalArgumentException(
          "A row of step \"" + name + "\" has a null key; every row needs one of its own");
    }
    KeyDigests mine = spare.getAndSet(null);
    KeyDigests digests = mine == null ? new KeyDigests() : mine;
    long[] digest = digests.of(key);
    spare.set(digests);
    return digest;
  }

  @Override
  public boolean contains(Object key) {
    long[] digest = digest(key);
    return state.contains(digest[0], digest[1], 0);
  }

  @Override
  public boolean hasFailed(Object key) {
    long[] digest = digest(key);
    return state.hasFailed(digest[0], digest[1]);
  }

  @Override
  public void add(T record) {
    long[] digest = digest(keyOf.apply(record));
    if (!state.add(digest[0], digest[1], 0, record)) {
      throw new IllegalArgumentException(
          "Step \""
              + name
              + "\" has a row of this key already; ask contains() first, and give each row a key of"
              + " its own");
    }
  }

  @Override
  public void fail(Object key, Throwable cause) {
    long[] digest = digest(key);
    state.fail(digest[0], digest[1], failure(key, 1, cause));
  }

  static StepFailure failure(Object key, int attempts, Throwable cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    return new StepFailure(
        cut(String.valueOf(key), MAX_KEY_CHARS),
        attempts,
        cause.getClass().getName(),
        cut(message, MAX_MESSAGE_CHARS),
        Instant.now());
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  @Override
  public List<StepFailure> failures() {
    return state.failures();
  }

  @Override
  public void flush() {
    state.flush();
  }

  @Override
  public StepReport complete() {
    return state.complete(notes, false);
  }

  @Override
  public void close() {
    state.close();
  }
}
