package dev.checkpoint4j.parquet;

import dev.checkpoint4j.query.Filter;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a file row group by row group, a batch of rows at a time. */
final class ParquetSource<T> implements RecordSource<T> {
  private static final int COLUMNS_SHOWN = 20;

  // With compressed references: an object's header and the reference to it; a map with its table;
  // an entry with the table's reference.
  private static final int REFERENCE_BYTES = 4;
  private static final int OBJECT_BYTES = 20;
  private static final int MAP_BYTES = 104;
  private static final int ENTRY_BYTES = 44;

  private final StoredFile file;
  private final Footer footer;
  private final BatchReader batches;
  private final RecordBuilder<T> builder;

  /** What a record takes at the least, apart from its values. */
  private final int recordBytes;

  private final @Nullable BatchFilter filter;
  private final long limit;
  private final int threads;
  private final Workers workers;
  private final HeapShare loaded = new HeapShare("its rows", Limits.LOADED_BYTES);
  private long remaining;
  private boolean ended;

  private ParquetSource(StoredFile file, Footer footer, ReadPlan<T> plan, ParquetOptions options) {
    plan.checkColumns(footer.schema());
    this.file = file;
    this.footer = footer;
    this.workers = new Workers(options.threads());
    this.limit = plan.limit();
    this.threads = options.threads();
    this.remaining = limit;
    this.builder = new RecordBuilder<>(footer.schema(), plan.binding());
    int columns = builder.columns().length;
    this.recordBytes =
        plan.binding().isOpen()
            ? MAP_BYTES + ENTRY_BYTES * columns
            : OBJECT_BYTES + REFERENCE_BYTES * columns;
    this.filter = plan.filter().isAll() ? null : new BatchFilter(plan.filter(), footer.schema());
    StoredBytes bytes = new StoredBytes(file);
    this.batches = new BatchReader(bytes, footer, builder.columns(), filter, workers);
  }

  static <T> ParquetSource<T> open(StoredFile in, ReadPlan<T> plan, ParquetOptions options)
      throws IOException {
    try {
      return new ParquetSource<>(in, FooterReader.read(new StoredBytes(in)), plan, options);
    } catch (RowProblem e) {
      throw e.at(in.where());
    }
  }

  @Override
  public @Nullable List<T> nextBatch() {
    List<List<T>> batches = HeapShare.guarded(this::oneBatch);
    return batches.isEmpty() ? null : batches.get(0);
  }

  private List<List<T>> oneBatch() {
    try {
      GroupCursor.Fetched batch = fetch();
      return batch == null ? List.of() : List.of(records(batch, batches.numbers()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GroupCursor.@Nullable Fetched fetch() throws IOException {
    GroupCursor.Fetched batch = ended || remaining == 0 ? null : batches.next(remaining);
    if (batch == null) {
      end();
    } else {
      remaining -= batch.rows();
    }
    return batch;
  }

  private List<T> records(GroupCursor.Fetched fetched, BatchReader.Numbers numbers)
      throws IOException {
    ColumnBatch batch = fetched.assemble();
    List<T> records = new ArrayList<>(batch.rows());
    try {
      builder.build(batch, null, records);
    } catch (RowProblem e) {
      throw e.at(file.where() + ", row " + numbers.of(records.size()));
    } catch (DateTimeException e) {
      throw Problems.corrupt("a point in time is outside of all calendars", e)
          .at(file.where() + ", row " + numbers.of(records.size()));
    }
    return records;
  }

  @Override
  public List<T> readAll() {
    return HeapShare.guarded(this::all);
  }

  private List<T> all() {
    long most = Math.min(remaining, footer.rows());
    if (filter == null) {
      loaded.add(Math.min(most, Limits.LOADED_BYTES) * recordBytes);
    }
    if (isByGroup()) {
      List<T> found = new ArrayList<>();
      byGroup(this::records).forEach(found::addAll);
      return found;
    }
    List<T> all =
        new ArrayList<>(filter == null ? (int) Math.min(most, Integer.MAX_VALUE / 2) : 10);
    Workers.InOrder<List<T>> built = workers.inOrder();
    try {
      for (GroupCursor.Fetched batch = fetch(); batch != null; batch = fetch()) {
        if (built.isFull()) {
          all.addAll(built.take());
        }
        GroupCursor.Fetched next = batch;
        BatchReader.Numbers numbers = batches.numbers();
        loaded.add(weight(next));
        built.submit(() -> records(next, numbers));
      }
      while (!built.isEmpty()) {
        all.addAll(built.take());
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a batch adds to a load; without a filter, the records themselves are counted before. */
  private long weight(GroupCursor.Fetched batch) {
    return batch.weight() + (filter == null ? 0 : (long) batch.rows() * recordBytes);
  }

  /** Whether row groups are better filtered side by side: columns differ too much in size. */
  private boolean isByGroup() {
    return filter != null
        && !ended
        && remaining == Long.MAX_VALUE
        && threads > 1
        && footer.groups().size() > 1;
  }

  /** What is done with one row group. */
  private interface GroupTask<R> {
    R run(BatchReader reader) throws IOException;
  }

  private <R> List<R> byGroup(GroupTask<R> task) {
    Filter condition = Shapes.present(filter).filter();
    Workers.InOrder<R> done = workers.inOrder();
    List<R> results = new ArrayList<>();
    try {
      for (int i = 0; i < footer.groups().size(); i++) {
        if (done.isFull()) {
          results.add(done.take());
        }
        int group = i;
        done.submit(() -> task.run(reader(condition, group)));
      }
      while (!done.isEmpty()) {
        results.add(done.take());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end();
    return results;
  }

  /** Reads one row group on one thread. */
  private BatchReader reader(Filter condition, int group) {
    return new BatchReader(
        new StoredBytes(file),
        footer,
        builder.columns(),
        new BatchFilter(condition, footer.schema()),
        new Workers(1),
        group,
        group + 1);
  }

  private List<T> records(BatchReader reader) throws IOException {
    List<T> all = new ArrayList<>();
    for (GroupCursor.Fetched batch = reader.next(Long.MAX_VALUE);
        batch != null;
        batch = reader.next(Long.MAX_VALUE)) {
      loaded.add(weight(batch));
      all.addAll(records(batch, reader.numbers()));
    }
    return all;
  }

  private static long matches(BatchReader reader) throws IOException {
    long count = 0;
    for (int matches = reader.nextMatches(); matches >= 0; matches = reader.nextMatches()) {
      count += matches;
    }
    return count;
  }

  @Override
  public long count() {
    return HeapShare.guarded(this::counted);
  }

  private long counted() {
    if (filter == null && !ended && remaining == limit) {
      end();
      return Math.min(limit, footer.rows());
    }
    if (isByGroup()) {
      return byGroup(ParquetSource::matches).stream().mapToLong(Long::longValue).sum();
    }
    try {
      long count = 0;
      while (!ended && count < remaining) {
        int matches = batches.nextMatches();
        if (matches < 0) {
          end();
        } else {
          count += matches;
        }
      }
      return Math.min(count, remaining);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> explain() {
    List<String> lines = new ArrayList<>();
    List<String> names = footer.schema().names();
    int[] looked = filter == null ? new int[0] : filter.columns();
    List<String> read = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      boolean wanted = java.util.Arrays.stream(builder.columns()).anyMatch(c -> c == column);
      if (wanted || java.util.Arrays.stream(looked).anyMatch(c -> c == column)) {
        read.add(names.get(i));
      }
    }
    lines.add("columns: reads " + read.size() + " of " + names.size() + ": " + join(read));
    if (filter == null) {
      lines.add("rows: reads all " + footer.rows() + "; count is told by the footer");
      return lines;
    }
    try {
      explain(new Pruner(filter.filter(), footer, new StoredBytes(file)), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static String join(List<String> names) {
    int shown = Math.min(names.size(), COLUMNS_SHOWN);
    return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
  }

  private void explain(Pruner pruner, List<String> lines) throws IOException {
    Map<Pruner.Reason, Integer> skipped = new EnumMap<>(Pruner.Reason.class);
    long left = 0;
    for (int group = 0; group < footer.groups().size(); group++) {
      Pruner.Pruned pruned = pruner.prune(group);
      skipped.merge(pruned.reason(), 1, Integer::sum);
      left += pruned.rows().count();
    }
    int read = skipped.getOrDefault(Pruner.Reason.NONE, 0);
    StringBuilder groups = new StringBuilder();
    groups.append("row groups: reads ").append(read).append(" of ").append(footer.groups().size());
    for (Pruner.Reason reason : Pruner.Reason.values()) {
      if (reason != Pruner.Reason.NONE && skipped.containsKey(reason)) {
        groups.append("; ").append(reason.words()).append(" skip ").append(skipped.get(reason));
      }
    }
    lines.add(groups.toString());
    lines.add(
        "rows: tests the filter on "
            + left
            + " of "
            + footer.rows()
            + "; statistics and page indexes rule out the rest");
  }

  private void end() {
    ended = true;
    if (filter != null) {
      filter.finish();
    }
  }

  @Override
  @SuppressWarnings("try") // the file is closed whatever happens to the threads
  public void close() {
    ended = true;
    try (StoredFile last = file) {
      workers.close();
    }
  }
}
