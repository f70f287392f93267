package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows from wherever they are: parts of the log in any order, with the last few kept open;
 * the checkpoint forward only.
 */
final class Rows<T> implements AutoCloseable {
  private static final int OPEN_PARTS = 8;

  private final StepJournal journal;
  private final RecordBinding<T> binding;
  private final Flusher<T> flusher;
  private final StoredRows<T> stored;
  private final String where;
  private final Map<Integer, Part.Rows<T>> open = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable RecordSource<T> source;
  private List<T> batch = List.of();
  private int batchStart;

  Rows(StepJournal journal, RecordBinding<T> binding, Flusher<T> flusher, StoredRows<T> stored) {
    this.journal = journal;
    this.binding = binding;
    this.flusher = flusher;
    this.stored = stored;
    this.where = stored.where();
  }

  T read(long place) {
    if (Place.isInMemory(place)) {
      return flusher.record(place);
    }
    return Place.isStored(place) ? stored(Place.row(place)) : logged(place);
  }

  private T logged(long place) {
    try {
      return part(Place.part(place)).read(Place.row(place));
    } catch (RowProblem problem) {
      throw problem.at(where + ", row " + Place.row(place) + " of part " + Place.part(place));
    } catch (IOException | IllegalArgumentException e) {
      throw new CorruptCheckpointException(
          where + ": part " + Place.part(place) + " of its half-done step cannot be read", e);
    }
  }

  private Part.Rows<T> part(int number) {
    Part.Rows<T> rows = open.get(number);
    if (rows == null) {
      if (open.size() == OPEN_PARTS) {
        open.remove(open.keySet().iterator().next());
      }
      rows = new Part.Rows<>(journal.read(number), binding);
      open.put(number, rows);
    }
    return rows;
  }

  private T stored(int row) {
    RecordSource<T> current = source;
    if (current == null) {
      current = stored.source();
      source = current;
    }
    while (row >= batchStart + batch.size()) {
      batchStart += batch.size();
      List<T> next = current.nextBatch();
      if (next == null) {
        throw new CorruptCheckpointException(where + ": the checkpoint has no row " + row);
      }
      batch = next;
    }
    return batch.get(row - batchStart);
  }

  @Override
  public void close() {
    RecordSource<T> current = source;
    if (current != null) {
      current.close();
    }
  }
}
