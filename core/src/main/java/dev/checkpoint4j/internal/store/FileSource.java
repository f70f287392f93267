package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordSource;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A format's reader, with our errors and the one check that checksums cannot make: that all rows
 * that were saved came out.
 */
final class FileSource<T> implements RecordSource<T> {
  private final CheckpointName name;
  private final OpenedFile file;
  private final RecordSource<T> rows;

  /** Rows that must come out; -1 where that is not known. */
  private final long expected;

  private long delivered;
  private boolean closed;

  private FileSource(CheckpointName name, OpenedFile file, RecordSource<T> rows, long expected) {
    this.name = name;
    this.file = file;
    this.rows = rows;
    this.expected = expected;
  }

  /** Begins to read an opened file, which is closed with the source. */
  static <T> FileSource<T> open(
      StoreContext context, CheckpointName name, OpenedFile file, ReadPlan<T> plan) {
    boolean all = plan.filter().isAll() && plan.limit() == Long.MAX_VALUE;
    try {
      plan.checkColumns(file.schema());
      RecordSource<T> rows = context.format().reader(file, plan);
      return new FileSource<>(name, file, rows, all ? file.rows() : Version.ROWS_UNKNOWN);
    } catch (IOException e) {
      throw closing(file, Failures.of(file.where(), e));
    } catch (RuntimeException e) {
      throw closing(file, Failures.of(file.where(), e));
    }
  }

  private static RuntimeException closing(OpenedFile file, RuntimeException failure) {
    try {
      file.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  @Override
  public @Nullable List<T> nextBatch() {
    try {
      List<T> batch = rows.nextBatch();
      if (batch == null) {
        checkCount();
      } else {
        delivered += batch.size();
      }
      return batch;
    } catch (RuntimeException e) {
      throw Failures.of(file.where(), e);
    }
  }

  @Override
  public List<T> readAll() {
    List<T> all = guarded(rows::readAll);
    delivered += all.size();
    checkCount();
    return all;
  }

  @Override
  public long count() {
    long count = guarded(rows::count);
    delivered += count;
    checkCount();
    return count;
  }

  @Override
  public List<String> explain() {
    return guarded(rows::explain);
  }

  private <R> R guarded(Supplier<R> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      throw Failures.of(file.where(), e);
    }
  }

  private void checkCount() {
    if (expected >= 0 && delivered != expected) {
      throw new CorruptCheckpointException(
          file.where()
              + ": "
              + delivered
              + " rows were read, but "
              + expected
              + " were saved. "
              + StoreContext.advice(name));
    }
  }

  @Override
  @SuppressWarnings("try") // the file is closed whatever happens to the rows
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (OpenedFile last = file) {
      rows.close();
    } catch (RuntimeException e) {
      throw Failures.of(file.where(), e);
    }
  }
}
