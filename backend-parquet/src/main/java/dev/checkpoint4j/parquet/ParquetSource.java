package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.StoredFile;
import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.ColumnBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file row group by row group, a batch of rows at a time. */
final class ParquetSource<T> implements RecordSource<T> {
  private final StoredFile file;
  private final Footer footer;
  private final BatchReader batches;
  private final RowBuilder<T> builder;
  private final @Nullable BatchFilter filter;
  private final long limit;
  private final Workers workers;
  private long remaining;
  private boolean ended;

  private ParquetSource(StoredFile file, Footer footer, ReadPlan<T> plan, ParquetOptions options) {
    plan.checkColumns(footer.schema());
    this.file = file;
    this.footer = footer;
    this.workers = new Workers(options.threads());
    this.limit = plan.limit();
    this.remaining = limit;
    this.builder = new RowBuilder<>(footer.schema(), plan.binding());
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
    try {
      ColumnBatch batch = ended || remaining == 0 ? null : batches.next(remaining);
      if (batch == null) {
        end();
        return null;
      }
      List<T> records = records(batch);
      remaining -= records.size();
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<T> records(ColumnBatch batch) {
    List<T> records = new ArrayList<>(batch.rows());
    try {
      builder.build(batch, records);
    } catch (RowProblem e) {
      throw e.at(file.where() + ", row " + batches.rowNumber(records.size()));
    } catch (DateTimeException e) {
      throw Problems.corrupt("a point in time is outside of all calendars", e)
          .at(file.where() + ", row " + batches.rowNumber(records.size()));
    }
    return records;
  }

  @Override
  public List<T> readAll() {
    long most = Math.min(remaining, footer.rows());
    if (filter == null) {
      Limits.loadable(most);
    }
    List<T> all = new ArrayList<>(filter == null ? (int) most : 10);
    for (List<T> batch = nextBatch(); batch != null; batch = nextBatch()) {
      all.addAll(batch);
    }
    return all;
  }

  @Override
  public long count() {
    if (filter == null && !ended && remaining == limit) {
      end();
      return Math.min(limit, footer.rows());
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
