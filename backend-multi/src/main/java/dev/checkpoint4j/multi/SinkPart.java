package dev.checkpoint4j.multi;

import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.multi.ChildOutcome.Status;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One store's part of a save. Used by one thread at a time. */
final class SinkPart<T> {
  private final Child child;
  private final CheckpointName name;
  private @Nullable RecordSink<T> sink;
  private @Nullable SaveResult result;
  private @Nullable ChildOutcome failure;

  SinkPart(Child child, CheckpointName name) {
    this.child = child;
    this.name = name;
  }

  Child child() {
    return child;
  }

  void open(RecordBinding<T> binding) {
    sink = child.backend().write(name, binding);
  }

  RecordSink<T> sink() {
    return Objects.requireNonNull(sink, "sink");
  }

  /** Runs a step; a failure is kept, and what was written is dropped. */
  void attempt(Consumer<SinkPart<T>> step) {
    try {
      step.accept(this);
    } catch (RuntimeException e) {
      failure = child.failed("save " + name, e);
      try {
        close();
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
    }
  }

  void commit(SaveNotes notes) {
    result = sink().commit(notes);
  }

  SaveResult result() {
    return Objects.requireNonNull(result, "result");
  }

  boolean isFailed() {
    return failure != null;
  }

  boolean hasSwitched() {
    return result != null && result.saved();
  }

  /** Whether it has this save or a newer one. */
  boolean isUpToDate() {
    return result != null;
  }

  ChildOutcome outcome() {
    if (failure != null) {
      return failure;
    }
    if (result == null) {
      return ChildOutcome.of(child, Status.NOT_SWITCHED, ", given up before its switch");
    }
    return ChildOutcome.of(
        child, result.saved() ? Status.SAVED : Status.SUPERSEDED, ", version " + result.version());
  }

  void close() {
    RecordSink<T> last = sink;
    sink = null;
    if (last != null) {
      last.close();
    }
  }
}
