package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.ColumnBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file that are wanted, batch by batch. Without a filter, the next batch is decoded
 * while the caller makes records of the last one; with one, its columns are read first, and of the
 * others only the rows that it keeps.
 */
final class BatchReader {
  private static final long BATCH_BYTES = 4 << 20;
  private static final int MAX_BATCH_ROWS = 16_384;
  private static final int MIN_BATCH_ROWS = 16;

  private final FileBytes file;
  private final Footer footer;
  private final int[] columns;
  private final @Nullable BatchFilter filter;
  private final Workers workers;

  private int nextGroup;
  private @Nullable GroupCursor wanted;
  private @Nullable GroupCursor filtered;
  private long leftInGroup;
  private int batchRows;
  private GroupCursor.@Nullable Request ahead;
  private int aheadRows;

  /** Rows before the last batch, all counted. */
  private long passed;

  private int passing;
  private int[] lastRuns = {};

  BatchReader(
      FileBytes file, Footer footer, int[] columns, @Nullable BatchFilter filter, Workers workers) {
    this.file = file;
    this.footer = footer;
    this.columns = columns;
    this.filter = filter;
    this.workers = workers;
  }

  /** The next rows, possibly none; null after the last. At most {@code limit} of them. */
  @Nullable ColumnBatch next(long limit) throws IOException {
    BatchFilter tested = filter;
    return tested == null ? unfiltered(limit) : filtered(tested, limit);
  }

  private @Nullable ColumnBatch unfiltered(long limit) throws IOException {
    if (ahead == null && !requestAhead(limit)) {
      return null;
    }
    GroupCursor.Fetched fetched = Shapes.present(ahead).take();
    int rows = aheadRows;
    ahead = null;
    passed += passing;
    passing = rows;
    lastRuns = new int[] {0, rows};
    if (limit > rows) {
      requestAhead(limit - rows);
    }
    return fetched.assemble();
  }

  private boolean requestAhead(long limit) {
    if (!findRows(false)) {
      return false;
    }
    aheadRows = (int) Math.min(Math.min(batchRows, leftInGroup), limit);
    leftInGroup -= aheadRows;
    ahead = Shapes.present(wanted).request(aheadRows);
    return true;
  }

  private @Nullable ColumnBatch filtered(BatchFilter tested, long limit) throws IOException {
    int[] runs = nextRuns(tested);
    if (runs == null) {
      return null;
    }
    runs = cut(runs, limit);
    lastRuns = runs;
    return Shapes.present(wanted).request(passing, runs).take().assemble();
  }

  private static int[] cut(int[] runs, long limit) {
    long left = limit;
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < runs.length && left > 0; i += 2) {
      int length = (int) Math.min(left, runs[i + 1] - runs[i]);
      kept.add(runs[i]);
      kept.add(runs[i] + length);
      left -= length;
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private int @Nullable [] nextRuns(BatchFilter tested) throws IOException {
    if (!findRows(true)) {
      return null;
    }
    int rows = (int) Math.min(batchRows, leftInGroup);
    leftInGroup -= rows;
    passed += passing;
    passing = rows;
    return tested.runs(Shapes.present(filtered).request(rows).take().assemble());
  }

  /** How many of some next rows the filter keeps; -1 after the last. */
  int nextMatches() throws IOException {
    BatchFilter tested = filter;
    if (tested == null) {
      throw new IllegalStateException("counted without a filter");
    }
    int[] runs = nextRuns(tested);
    if (runs == null) {
      return -1;
    }
    int matches = 0;
    for (int i = 0; i < runs.length; i += 2) {
      matches += runs[i + 1] - runs[i];
    }
    return matches;
  }

  /** Goes on to the next row group where the last one is used up; false after the last. */
  private boolean findRows(boolean withFilter) {
    while (leftInGroup == 0) {
      if (nextGroup == footer.groups().size()) {
        return false;
      }
      int group = nextGroup++;
      wanted = new GroupCursor(file, footer, group, columns, workers);
      BatchFilter tested = filter;
      if (withFilter && tested != null) {
        filtered = new GroupCursor(file, footer, group, tested.columns(), workers);
      }
      leftInGroup = footer.groups().get(group).getNum_rows();
      batchRows = batchRows(footer.groups().get(group));
    }
    return true;
  }

  /** Batches of a few megabytes, as far as sizes on average tell. */
  private static int batchRows(RowGroup group) {
    long bytes = 0;
    for (var chunk : group.getColumns()) {
      bytes += Math.max(0, chunk.getMeta_data().getTotal_uncompressed_size());
    }
    long each = Math.max(1, bytes / Math.max(1, group.getNum_rows()));
    return (int) Math.max(MIN_BATCH_ROWS, Math.min(MAX_BATCH_ROWS, BATCH_BYTES / each));
  }

  /** The number in the file, from 1, of a row of the last batch. */
  long rowNumber(int indexInBatch) {
    int left = indexInBatch;
    for (int i = 0; i < lastRuns.length; i += 2) {
      int length = lastRuns[i + 1] - lastRuns[i];
      if (left < length) {
        return passed + lastRuns[i] + left + 1;
      }
      left -= length;
    }
    return passed + passing;
  }
}
