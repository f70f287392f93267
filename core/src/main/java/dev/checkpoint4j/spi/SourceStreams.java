package dev.checkpoint4j.spi;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lazy streams over record sources. */
final class SourceStreams {
  private SourceStreams() {}

  static <T> Stream<T> of(RecordSource<T> source) {
    return StreamSupport.stream(new Batches<>(source), false).onClose(source::close);
  }

  /** Runs through the batches; gives back the source's resources as soon as it ends or fails. */
  private static final class Batches<T> extends Spliterators.AbstractSpliterator<T> {
    private final RecordSource<T> source;
    private @Nullable Iterator<T> batch = List.<T>of().iterator();

    Batches(RecordSource<T> source) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.source = source;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      Iterator<T> current = batch;
      while (current != null && !current.hasNext()) {
        current = next();
        batch = current;
      }
      if (current == null) {
        return false;
      }
      action.accept(current.next());
      return true;
    }

    private @Nullable Iterator<T> next() {
      List<T> next;
      try {
        next = source.nextBatch();
      } catch (RuntimeException | Error e) {
        batch = null;
        try {
          source.close();
        } catch (RuntimeException closing) {
          e.addSuppressed(closing);
        }
        throw e;
      }
      if (next == null) {
        source.close();
        return null;
      }
      return next.iterator();
    }
  }
}
