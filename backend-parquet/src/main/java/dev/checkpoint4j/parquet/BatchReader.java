package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.Workers;
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
  private static final long BATCH_BYTES = 512 << 10;
  private static final int MAX_BATCH_ROWS = 4096;
  private static final int MIN_BATCH_ROWS = 16;
  private static final int MAX_GAP = 1 << 30;

  private final FileBytes file;
  private final Footer footer;
  private final int[] columns;
  private final @Nullable BatchFilter filter;
  private final Workers workers;
  private final @Nullable Pruner pruner;

  private final int endGroup;

  private int nextGroup;
  private @Nullable GroupCursor wanted;
  private @Nullable GroupCursor filtered;
  private RowRanges ranges = RowRanges.NONE;
  private int nextRange;
  private long positionInGroup;
  private int batchRows;
  private GroupCursor.@Nullable Request ahead;
  private int aheadRows;

  /** Rows before the last batch, all counted. */
  private long passed;

  private int passing;
  private int[] lastRuns = {};

  /** Reads the whole file. */
  BatchReader(
      FileBytes file, Footer footer, int[] columns, @Nullable BatchFilter filter, Workers workers) {
    this(file, footer, columns, filter, workers, 0, footer.groups().size());
  }

  /** Reads some row groups. */
  BatchReader(
      FileBytes file,
      Footer footer,
      int[] columns,
      @Nullable BatchFilter filter,
      Workers workers,
      int firstGroup,
      int endGroup) {
    this.nextGroup = firstGroup;
    this.endGroup = endGroup;
    this.positionInGroup = firstGroup == 0 ? 0 : footer.groups().get(firstGroup - 1).getNum_rows();
    for (int i = 0; i < firstGroup; i++) {
      passed += footer.groups().get(i).getNum_rows();
    }
    this.file = file;
    this.footer = footer;
    this.columns = columns;
    this.filter = filter;
    this.workers = workers;
    this.pruner = filter == null ? null : new Pruner(filter.filter(), footer, file);
  }

  /** The next rows, possibly none; null after the last. At most {@code limit} of them. */
  GroupCursor.@Nullable Fetched next(long limit) throws IOException {
    BatchFilter tested = filter;
    return tested == null ? unfiltered(limit) : filtered(tested, limit);
  }

  private GroupCursor.@Nullable Fetched unfiltered(long limit) throws IOException {
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
    return fetched;
  }

  private boolean requestAhead(long limit) throws IOException {
    if (!findRows()) {
      return false;
    }
    long end = ranges.bounds()[nextRange + 1];
    aheadRows = (int) Math.min(Math.min(batchRows, end - positionInGroup), limit);
    advance(aheadRows);
    ahead = Shapes.present(wanted).request(aheadRows);
    return true;
  }

  private GroupCursor.@Nullable Fetched filtered(BatchFilter tested, long limit)
      throws IOException {
    int[] runs = nextRuns(tested);
    if (runs == null) {
      return null;
    }
    runs = cut(runs, limit);
    lastRuns = runs;
    return Shapes.present(wanted).request(passing, runs).take();
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
    if (!findRows()) {
      return null;
    }
    int gap = (int) Math.max(0, ranges.bounds()[nextRange] - positionInGroup);
    long end = ranges.bounds()[nextRange + 1];
    int rows = (int) Math.min(batchRows, end - positionInGroup - gap);
    advance(gap + rows);
    passed += passing;
    passing = gap + rows;
    int[] looked = {gap, gap + rows};
    int[] runs = tested.runs(Shapes.present(filtered).request(passing, looked).take().assemble());
    for (int i = 0; i < runs.length; i++) {
      runs[i] += gap;
    }
    return runs;
  }

  private void advance(int rows) {
    positionInGroup += rows;
    if (positionInGroup == ranges.bounds()[nextRange + 1]) {
      nextRange += 2;
    }
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
  private boolean findRows() throws IOException {
    while (nextRange == ranges.bounds().length) {
      passed += leftInGroup();
      if (nextGroup == endGroup) {
        positionInGroup = groupRows();
        return false;
      }
      int group = nextGroup++;
      positionInGroup = 0;
      nextRange = 0;
      ranges = ranges(group);
      batchRows = batchRows(footer.groups().get(group));
      wanted = new GroupCursor(file, footer, group, columns, workers);
      BatchFilter tested = filter;
      if (tested != null) {
        filtered = new GroupCursor(file, footer, group, tested.columns(), workers);
      }
    }
    return true;
  }

  private RowRanges ranges(int group) throws IOException {
    RowRanges left = pruner == null ? RowRanges.all(groupRows()) : pruner.prune(group).rows();
    // Rows are passed over in steps that an int can count.
    return left.isEmpty() || groupRows() <= MAX_GAP ? left : RowRanges.all(groupRows());
  }

  private long groupRows() {
    return nextGroup == 0 ? 0 : footer.groups().get(nextGroup - 1).getNum_rows();
  }

  private long leftInGroup() {
    return groupRows() - positionInGroup;
  }

  /** Batches that stay in the cache of a processor, as far as sizes on average tell. */
  private static int batchRows(RowGroup group) {
    long bytes = 0;
    for (var chunk : group.getColumns()) {
      bytes += Math.max(0, chunk.getMeta_data().getTotal_uncompressed_size());
    }
    long each = Math.max(1, bytes / Math.max(1, group.getNum_rows()));
    return (int) Math.max(MIN_BATCH_ROWS, Math.min(MAX_BATCH_ROWS, BATCH_BYTES / each));
  }

  /** Where the rows of the last batch lie in the file. */
  Numbers numbers() {
    return new Numbers(passed, passing, lastRuns);
  }

  /** Tells the numbers of a batch's rows. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Numbers(long passed, int passing, int[] runs) {
    /** The number in the file, from 1, of a row of the batch. */
    long of(int indexInBatch) {
      int left = indexInBatch;
      for (int i = 0; i < runs.length; i += 2) {
        int length = runs[i + 1] - runs[i];
        if (left < length) {
          return passed + runs[i] + left + 1;
        }
        left -= length;
      }
      return passed + passing;
    }
  }
}
