package dev.checkpoint4j.arrow;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.StoredFile;
import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.ColumnBatch;
import dev.checkpoint4j.spi.column.RecordBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a dataset: windows of rows are filtered and built on several threads, in order. */
final class HfSource<T> implements RecordSource<T> {
  private final StoredFile file;
  private final Dataset dataset;
  private final ReadPlan<T> plan;
  private final Windows windows;
  private final RecordBuilder<T> builder;
  private final @Nullable VectorFilter filter;
  private final Workers workers;
  private final Workers.InOrder<List<T>> results;
  private final int width;
  private final boolean all;
  private long remaining;
  private long delivered;
  private boolean read;
  private boolean ended;

  private HfSource(StoredFile file, Dataset dataset, ReadPlan<T> plan, HfOptions options)
      throws IOException {
    this.file = file;
    this.dataset = dataset;
    this.plan = plan;
    this.windows = new Windows(dataset, plan, file.notes());
    RecordSchema schema = windows.schema();
    plan.checkColumns(schema);
    this.width = schema.columns().size();
    this.builder = new RecordBuilder<>(schema, plan.binding());
    this.remaining = plan.limit();
    this.filter =
        plan.filter().isAll() ? null : VectorFilter.compile(plan.filter(), schema, windows.plans());
    if (filter != null) {
      windows.skipWith(filter);
    }
    this.all = filter == null && plan.limit() == Long.MAX_VALUE;
    boolean alone = filter != null && !filter.isThreadSafe();
    this.workers = new Workers(alone ? 1 : options.threads());
    this.results = workers.inOrder();
  }

  static <T> HfSource<T> open(StoredFile in, ReadPlan<T> plan, HfOptions options)
      throws IOException {
    try {
      return guarded(in, () -> new HfSource<>(in, Dataset.open(in), plan, options));
    } catch (RowProblem e) {
      throw e.at(in.where());
    }
  }

  private interface Step<R> {
    R run() throws IOException;
  }

  /** Runs a step that reads mapped memory, which is no more where somebody cut the file. */
  private static <R> R guarded(StoredFile file, Step<R> step) throws IOException {
    try {
      return step.run();
    } catch (InternalError e) {
      throw new CheckpointIOException(
          file.where() + ": the file became shorter while it was being read", e);
    }
  }

  @Override
  public @Nullable List<T> nextBatch() {
    try {
      List<T> batch = ended || remaining == 0 ? null : next();
      if (batch == null) {
        end();
        return null;
      }
      List<T> kept =
          batch.size() > remaining ? new ArrayList<>(batch.subList(0, (int) remaining)) : batch;
      remaining -= kept.size();
      delivered += kept.size();
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RowProblem e) {
      throw e.at(file.where());
    }
  }

  private @Nullable List<T> next() throws IOException {
    while (!read && !results.isFull()) {
      Windows.Window window = guarded(file, () -> Optional.ofNullable(windows.next())).orElse(null);
      if (window == null) {
        read = true;
      } else {
        results.submit(() -> guarded(file, () -> build(window)));
      }
    }
    return results.isEmpty() ? null : results.take();
  }

  private List<T> build(Windows.Window window) {
    if (filter == null) {
      return build(window, window.all(), null);
    }
    BitSet kept = filter.select(window);
    return kept.isEmpty() ? List.of() : build(window, window.toRead(kept), kept);
  }

  private List<T> build(Windows.Window window, Ranges read, @Nullable BitSet kept) {
    ColumnBatch batch = Columns.read(window, read, builder.columns(), width);
    int count = kept == null ? batch.rows() : kept.cardinality();
    List<T> records = new ArrayList<>(count);
    try {
      boolean @Nullable [] wanted =
          kept == null || count == batch.rows() ? null : marks(kept, batch.rows());
      builder.build(batch, wanted, records);
    } catch (RowProblem e) {
      throw e.at(place(window, kept, records.size()));
    } catch (DateTimeException e) {
      throw Problems.corrupt("a point in time is outside of all calendars", e)
          .at(place(window, kept, records.size()));
    }
    return records;
  }

  private static boolean[] marks(BitSet kept, int rows) {
    boolean[] marks = new boolean[rows];
    kept.stream().forEach(row -> marks[row] = true);
    return marks;
  }

  /** Where the next record lies of which some have been built. */
  private String place(Windows.Window window, @Nullable BitSet kept, int built) {
    int row = built;
    if (kept != null) {
      row = kept.nextSetBit(0);
      for (int left = built; left > 0; left--) {
        row = kept.nextSetBit(row + 1);
      }
    }
    return file.where() + ", row " + (window.before() + row + 1);
  }

  @Override
  public List<T> readAll() {
    try {
      if (filter == null) {
        Limits.loadable(Math.min(remaining, dataset.rows()));
      }
    } catch (RowProblem e) {
      throw e.at(file.where());
    }
    List<T> records = new ArrayList<>();
    for (List<T> batch = nextBatch(); batch != null; batch = nextBatch()) {
      records.addAll(batch);
    }
    return records;
  }

  @Override
  public long count() {
    try {
      long count = guarded(file, this::countLeft);
      return Math.min(count, remaining);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RowProblem e) {
      throw e.at(file.where());
    }
  }

  private long countLeft() throws IOException {
    VectorFilter condition = filter;
    long count = 0;
    if (condition == null) {
      while (!results.isEmpty()) {
        count += results.take().size();
      }
      return count + (read ? 0 : windows.countRows());
    }
    for (var window = windows.next(); window != null; window = windows.next()) {
      count += condition.select(window).cardinality();
    }
    ended = true;
    return count;
  }

  @Override
  public List<String> explain() {
    try (Windows all = new Windows(dataset, plan, file.notes())) {
      if (filter != null) {
        all.skipWith(filter);
      }
      return guarded(file, () -> Explanation.of(all, builder.columns(), plan.filter(), filter));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RowProblem e) {
      throw e.at(file.where());
    }
  }

  private void end() {
    ended = true;
    // A file that was cut between two batches looks whole.
    if (all && dataset.rows() >= 0 && delivered != dataset.rows()) {
      throw new CorruptCheckpointException(
          file.where()
              + ": "
              + delivered
              + " rows were read, but "
              + dataset.rows()
              + " were saved. Restore the files, or delete the checkpoint");
    }
  }

  @Override
  @SuppressWarnings("try") // the file is closed whatever happens to the threads
  public void close() {
    ended = true;
    try (StoredFile last = file;
        Windows before = windows) {
      workers.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
