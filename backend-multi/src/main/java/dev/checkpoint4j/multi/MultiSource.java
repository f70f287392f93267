package dev.checkpoint4j.multi;

import dev.checkpoint4j.multi.Candidates.Aim;
import dev.checkpoint4j.multi.Candidates.Found;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the copy of one store, and turns to the next if it proves damaged before anything of it was
 * handed out.
 */
final class MultiSource<T> implements RecordSource<T> {
  private final MultiBackend owner;
  private final CheckpointName name;
  private final Function<Child, Optional<RecordSource<T>>> opening;
  private final boolean repairs;
  private final Candidates candidates;
  private Found<RecordSource<T>> current;
  private boolean handedOut;
  private boolean ended;

  private MultiSource(
      MultiBackend owner,
      CheckpointName name,
      Function<Child, Optional<RecordSource<T>>> opening,
      boolean repairs,
      Candidates candidates,
      Found<RecordSource<T>> first) {
    this.owner = owner;
    this.name = name;
    this.opening = opening;
    this.repairs = repairs;
    this.candidates = candidates;
    this.current = first;
  }

  /** Opens the first copy; empty if there is none. */
  static <T> Optional<MultiSource<T>> open(
      MultiBackend owner, CheckpointName name, ReadPlan<T> plan, Candidates candidates) {
    return open(owner, name, child -> child.backend().read(name, plan), true, candidates);
  }

  /** Opens one version; empty if no store has it. */
  static <T> Optional<MultiSource<T>> open(
      MultiBackend owner, CheckpointName name, ReadPlan<T> plan, long version) {
    return open(
        owner,
        name,
        child -> child.backend().read(name, plan, version),
        false,
        new Candidates(owner, name, "load version " + version + " of", Aim.VERSION));
  }

  private static <T> Optional<MultiSource<T>> open(
      MultiBackend owner,
      CheckpointName name,
      Function<Child, Optional<RecordSource<T>>> opening,
      boolean repairs,
      Candidates candidates) {
    Found<RecordSource<T>> first = candidates.next(opening, RecordSource::close);
    if (first == null) {
      candidates.requireAbsent();
      return Optional.empty();
    }
    return Optional.of(new MultiSource<>(owner, name, opening, repairs, candidates, first));
  }

  /** What the stores said that were asked. */
  List<ChildOutcome> outcomes() {
    return List.copyOf(candidates.outcomes());
  }

  @Override
  public @Nullable List<T> nextBatch() {
    if (ended) {
      return null;
    }
    List<T> batch = handedOut ? current.value().nextBatch() : first(RecordSource::nextBatch);
    if (batch == null) {
      finished();
    } else if (!batch.isEmpty()) {
      handedOut = true;
    }
    return batch;
  }

  @Override
  public List<T> readAll() {
    List<T> all = handedOut ? current.value().readAll() : whole(RecordSource::readAll);
    handedOut = true;
    finished();
    return all;
  }

  @Override
  public long count() {
    long count = handedOut ? current.value().count() : whole(RecordSource::count);
    handedOut = true;
    finished();
    return count;
  }

  private <V> V whole(Function<RecordSource<T>, V> read) {
    V value = first(read::apply);
    if (value == null) {
      throw new IllegalStateException("A source gave null instead of records");
    }
    return value;
  }

  /** A step that may yield null. */
  private interface Step<T, V> {
    @Nullable V of(RecordSource<T> source);
  }

  private <V> @Nullable V first(Step<T, V> read) {
    while (true) {
      try {
        return read.of(current.value());
      } catch (RuntimeException e) {
        candidates.failed(current.child(), e);
        close(current.value(), e);
      }
      Found<RecordSource<T>> next = candidates.next(opening, RecordSource::close);
      if (next == null) {
        ended = true;
        candidates.requireAbsent();
        throw new IllegalStateException("A store failed without a failure");
      }
      current = next;
    }
  }

  private static void close(RecordSource<?> source, RuntimeException failure) {
    try {
      source.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void finished() {
    if (!ended) {
      ended = true;
      if (repairs) {
        owner.afterRead(name, current.child(), candidates.outcomes());
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    current.value().close();
  }
}
