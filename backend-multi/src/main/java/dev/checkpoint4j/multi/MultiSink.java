package dev.checkpoint4j.multi;

import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.multi.ChildOutcome.Status;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One save in several stores: all write, all make ready, then all switch, in their order, under one
 * version number that the first of them gives.
 */
final class MultiSink<T> implements RecordSink<T> {
  private final MultiBackend owner;
  private final CheckpointName name;
  private final List<SinkPart<T>> parts;

  private MultiSink(MultiBackend owner, CheckpointName name, List<SinkPart<T>> parts) {
    this.owner = owner;
    this.name = name;
    this.parts = parts;
  }

  /** Begins a save in every store that takes part. */
  static <T> MultiSink<T> open(MultiBackend owner, CheckpointName name, RecordBinding<T> binding) {
    List<SinkPart<T>> parts = new ArrayList<>();
    for (Child child : owner.savers()) {
      parts.add(new SinkPart<>(child, name));
    }
    MultiSink<T> sink = new MultiSink<>(owner, name, parts);
    sink.each(part -> part.open(binding));
    return sink;
  }

  @Override
  public void write(List<? extends T> records) {
    each(part -> part.sink().write(records));
  }

  @Override
  public void writeAll(List<? extends T> records) {
    each(part -> part.sink().writeAll(records));
  }

  @Override
  public void prepare() {
    each(part -> part.sink().prepare());
  }

  /** Runs a step in every store that has not failed, and gives up as soon as the policy says so. */
  private void each(Consumer<SinkPart<T>> step) {
    List<SinkPart<T>> live = parts.stream().filter(part -> !part.isFailed()).toList();
    if (owner.isParallel() && live.size() > 1 && !owner.stopsAtOnce()) {
      Together.run(live, part -> part.attempt(step));
    } else {
      for (SinkPart<T> part : live) {
        part.attempt(step);
        if (part.isFailed() && owner.stopsAtOnce()) {
          break;
        }
      }
    }
    require();
  }

  private void require() {
    if (!isPossible()) {
      throw failure();
    }
  }

  /** Whether the policy can still be met by the stores that have not failed. */
  private boolean isPossible() {
    long good = parts.stream().filter(part -> !part.isFailed()).count();
    boolean required =
        switch (owner.policy()) {
          case FAIL_FAST, REQUIRE_ALL -> good == parts.size();
          case REQUIRE_PRIMARY -> !parts.get(0).isFailed();
          case BEST_EFFORT -> good > 0;
        };
    return required && good >= owner.saveStrategy().quorum();
  }

  @Override
  public SaveResult commit(SaveNotes notes) {
    prepare();
    long newest = owner.newestVersion(name);
    long version = -1;
    for (SinkPart<T> part : parts) {
      if (part.isFailed()) {
        continue;
      }
      if (version < 0) {
        part.attempt(
            p ->
                p.commit(
                    notes.numbered(last -> notes.numbering().applyAsLong(Math.max(last, newest)))));
        if (part.isFailed()) {
          // Nothing has switched yet, so that all can stay as it was.
          require();
        } else if (!part.hasSwitched()) {
          return part.result();
        } else {
          version = part.result().version();
        }
      } else {
        long given = version;
        part.attempt(p -> p.commit(notes.numbered(last -> last < given ? given : -1)));
        if (part.isFailed() && owner.stopsAtOnce()) {
          break;
        }
      }
    }
    note();
    require();
    return result();
  }

  private void note() {
    Set<Child> missed = new HashSet<>(owner.enabled());
    parts.stream().filter(SinkPart::isUpToDate).forEach(part -> missed.remove(part.child()));
    owner.freshness().saved(name, missed);
  }

  private SaveResult result() {
    SaveResult first =
        parts.stream().filter(SinkPart::hasSwitched).findFirst().orElseThrow().result();
    List<SaveResult.Part> said = new ArrayList<>();
    for (ChildOutcome outcome : outcomes()) {
      boolean saved = outcome.status() == Status.SAVED || outcome.status() == Status.SUPERSEDED;
      said.add(new SaveResult.Part(outcome.child(), saved, outcome.detail()));
    }
    return new SaveResult(
        first.name(), true, first.version(), first.rows(), first.bytes(), first.digest(), said);
  }

  private List<ChildOutcome> outcomes() {
    List<ChildOutcome> outcomes = new ArrayList<>();
    for (Child child : owner.children()) {
      Optional<SinkPart<T>> part = parts.stream().filter(p -> p.child() == child).findFirst();
      outcomes.add(part.map(SinkPart::outcome).orElseGet(() -> owner.skipped(child)));
    }
    return outcomes;
  }

  /** A mistake in the records is thrown as it is; whatever else, with what each store did. */
  private RuntimeException failure() {
    List<ChildOutcome> outcomes = outcomes();
    RuntimeException first = Problems.joined(outcomes);
    boolean switched = parts.stream().anyMatch(SinkPart::hasSwitched);
    if (first != null && !switched && Problems.isWritersMistake(first)) {
      return first;
    }
    if (first instanceof CommitOutcomeUnknownException && parts.size() == 1) {
      return first;
    }
    return new MultiCheckpointException(
        "Cannot save checkpoint \"" + name + "\" as " + owner.rule() + " demands",
        outcomes,
        switched
            ? "The stores differ now; save again, or run repair() once the others can be written"
            : "Nothing was changed where a store is not said to be saved");
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (SinkPart<T> part : parts) {
      try {
        part.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
