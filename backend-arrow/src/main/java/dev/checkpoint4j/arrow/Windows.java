package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.StoredPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset in portions that memory holds, file by file and batch by batch, without
 * those of batches that the statistics exclude. Used by one thread at a time.
 */
final class Windows implements AutoCloseable {
  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long BYTES = Math.min(2 << 20, HEAP / 64);

  /** Where most columns are not read. */
  private static final long FILTER_BYTES = Math.min(8 << 20, HEAP / 32);

  private static final int MAX_ROWS = 16_384;
  private static final int MAX_FILTER_ROWS = 65_536;

  private final Dataset dataset;
  private final ReadPlan<?> plan;
  private final List<JsonNode> statistics;
  private final RecordSchema schema;
  private @Nullable VectorFilter filter;
  private List<Plan> plans;
  private int nextShard;
  private @Nullable BatchCursor cursor;
  private @Nullable Batch batch;
  private int batchNumber;
  private long from;
  private long passed;

  /**
   * Some rows of a batch.
   *
   * @param before how many rows of the dataset lie before the first
   * @param plans how the columns of the batch are read, in the order of the schema
   */
  record Window(Batch batch, long from, int rows, long before, List<Plan> plans) {
    /** From this part of the rows on all are read, since those between them cost little. */
    private static final int DENSE = 4;

    Ranges all() {
      return Ranges.of(from, rows);
    }

    /** The rows to read for those that are kept, with others among them if those are many. */
    Ranges toRead(BitSet kept) {
      return (long) kept.cardinality() * DENSE >= rows ? all() : Ranges.of(from, kept);
    }
  }

  Windows(Dataset dataset, ReadPlan<?> plan, String notes) throws IOException {
    this.dataset = dataset;
    this.plan = plan;
    this.statistics = BatchStatistics.read(notes);
    if (dataset.shards().isEmpty()) {
      this.schema = RecordSchema.EMPTY;
      this.plans = List.of();
    } else {
      BatchCursor first = openNext();
      Dataset.Columns columns = dataset.columns(first.schema(), plan.binding());
      this.schema = columns.schema();
      this.plans = columns.plans();
    }
  }

  RecordSchema schema() {
    return schema;
  }

  List<Plan> plans() {
    return plans;
  }

  /** Says which batches need not be looked at. */
  void skipWith(VectorFilter known) {
    filter = known;
  }

  private BatchCursor openNext() throws IOException {
    StoredPart shard = dataset.shards().get(nextShard++);
    BatchCursor opened = BatchCursor.open(shard);
    cursor = opened;
    return opened;
  }

  /** The next rows; null after the last. */
  @Nullable Window next() throws IOException {
    Batch current = current();
    if (current == null) {
      return null;
    }
    long each = Math.max(1, current.bytes() / Math.max(1, current.rows()));
    boolean filtered = filter != null;
    long most =
        filtered
            ? Math.min(MAX_FILTER_ROWS, FILTER_BYTES / each)
            : Math.min(MAX_ROWS, BYTES / each);
    int rows = (int) Math.min(Math.max(1, most), current.rows() - from);
    Window window = new Window(current, from, rows, passed, plans);
    from += rows;
    passed += rows;
    return window;
  }

  /** The batch that rows are left of; null after the last. */
  private @Nullable Batch current() throws IOException {
    while (batch == null || from == batch.rows()) {
      batch = nextBatch();
      from = 0;
      if (batch == null) {
        return null;
      }
      if (!mayMatch()) {
        from = batch.rows();
        passed += batch.rows();
      }
      batchNumber++;
    }
    return batch;
  }

  private boolean mayMatch() {
    boolean known = batchNumber < statistics.size();
    return filter == null || !known || filter.mayMatch(statistics.get(batchNumber));
  }

  /**
   * What there is to look at.
   *
   * @param batches all of them
   * @param skipped those that the statistics exclude
   * @param rows those of all batches
   * @param rowsLeft those of the batches that are not skipped
   */
  record Extent(int batches, int skipped, long rows, long rowsLeft) {}

  /** Goes through the headers of all batches; none is left afterwards. */
  Extent extent() throws IOException {
    int skipped = 0;
    long rows = 0;
    long left = 0;
    for (Batch next = nextBatch(); next != null; next = nextBatch()) {
      boolean wanted = mayMatch();
      batchNumber++;
      rows += next.rows();
      left += wanted ? next.rows() : 0;
      skipped += wanted ? 0 : 1;
    }
    return new Extent(batchNumber, skipped, rows, left);
  }

  private @Nullable Batch nextBatch() throws IOException {
    while (true) {
      BatchCursor open = cursor;
      if (open == null) {
        if (nextShard >= dataset.shards().size()) {
          return null;
        }
        open = openNext();
        plans = reordered(dataset.columns(open.schema(), plan.binding()));
      }
      Batch next = open.next();
      if (next != null) {
        return next;
      }
      open.close();
      cursor = null;
    }
  }

  /** The columns of a later file in the order of the first one. */
  private List<Plan> reordered(Dataset.Columns other) {
    List<Plan> ordered = new ArrayList<>();
    for (var column : schema.columns()) {
      int index = other.schema().indexOf(column.name());
      if (index < 0 || !other.schema().columns().get(index).type().equals(column.type())) {
        throw Problems.corrupt(
            "column \"" + column.name() + "\" is not the same in all files of the dataset");
      }
      ordered.add(other.plans().get(index));
    }
    if (other.plans().size() != ordered.size()) {
      throw Problems.corrupt("the files of the dataset have different columns");
    }
    return ordered;
  }

  /** How many rows are left, from the batches' headers alone. */
  long countRows() throws IOException {
    long count = batch == null ? 0 : batch.rows() - from;
    for (Batch next = nextBatch(); next != null; next = nextBatch()) {
      count += next.rows();
    }
    batch = null;
    return count;
  }

  @Override
  public void close() throws IOException {
    if (cursor != null) {
      cursor.close();
    }
  }
}
