package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into the log together. Filled by one thread; then encoded and written by any,
 * and looked at again when that is done.
 */
final class Batch<T> {
  private final RecordBinding<T> binding;
  private final String where;
  private final List<T> records = new ArrayList<>();
  private int[] numbers = new int[64];
  private long[] digests = new long[192];
  private final List<Written> parts = new ArrayList<>();
  private byte @Nullable [] encoded;
  private int encodedRows;
  private int writtenRows;
  private long bytes;

  /** Where rows of the batch lie in the log, from a row of the batch on. */
  private record Written(int from, int part) {}

  Batch(RecordBinding<T> binding, String where) {
    this.binding = binding;
    this.where = where;
  }

  /** Adds a row; its place in the batch. */
  int add(int number, long hi, long lo, long content, T record) {
    int row = records.size();
    if (row == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * row);
      digests = Arrays.copyOf(digests, 6 * row);
    }
    numbers[row] = number;
    digests[3 * row] = hi;
    digests[3 * row + 1] = lo;
    digests[3 * row + 2] = content;
    records.add(record);
    return row;
  }

  int size() {
    return records.size();
  }

  int number(int row) {
    return numbers[row];
  }

  T record(int row) {
    return records.get(row);
  }

  /** Bytes of its rows in the log, once it is written. */
  synchronized long bytes() {
    return bytes;
  }

  /** Encodes the rows of the next part, unless somebody did. */
  synchronized byte[] encode() {
    byte[] known = encoded;
    if (known != null) {
      return known;
    }
    int row = writtenRows;
    try {
      Part.RowsWriter<T> writer = new Part.RowsWriter<>(binding);
      while (row < records.size() && !writer.isFull()) {
        writer.add(digests[3 * row], digests[3 * row + 1], digests[3 * row + 2], records.get(row));
        row++;
      }
      byte[] part = writer.finish();
      encodedRows = row - writtenRows;
      encoded = part;
      return part;
    } catch (RowProblem problem) {
      throw problem.at(where);
    } catch (IOException e) {
      throw new CheckpointIOException(where + ": a row cannot be written as JSON", e);
    }
  }

  /** Makes all rows durable, in as many parts as they need. */
  synchronized void write(StepJournal journal) {
    while (writtenRows < records.size()) {
      byte[] part = encode();
      parts.add(new Written(writtenRows, journal.append(part)));
      bytes += part.length;
      writtenRows += encodedRows;
      encoded = null;
    }
  }

  /** Calls with the place in the log of each row. */
  synchronized void forEach(PlaceConsumer consumer) {
    for (int i = 0; i < parts.size(); i++) {
      int from = parts.get(i).from();
      int to = i + 1 < parts.size() ? parts.get(i + 1).from() : writtenRows;
      for (int row = from; row < to; row++) {
        consumer.accept(row, Place.logged(parts.get(i).part(), row - from));
      }
    }
  }

  /** Takes a row of the batch and its place in the log. */
  interface PlaceConsumer {
    void accept(int row, long place);
  }
}
