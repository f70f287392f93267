package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.Parts;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSpool;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import dev.checkpoint4j.spi.Scratch;
import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.VectorBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one checkpoint. Rows with no class are looked at twice, since the first
 * batch needs the columns of them all: a list that is there as a whole is gone through twice, rows
 * that come in parts are kept meanwhile.
 */
final class HfWriter<T> implements FileFormat.FileWriter<T> {
  /** Counting heap bytes walks all columns, so it is done once for so many rows. */
  private static final int ROWS_BETWEEN_CHECKS = 16;

  private final OutputStream state;
  private final RecordBinding<T> binding;
  private final String where;
  private final HfOptions options;
  private final RowWriter<T> rows;
  private final Workers workers;
  private final Workers.InOrder<EncodedBatch> encoded;

  /** At most one batch at a time, whose bytes are digested and written beside all other work. */
  private final Workers.InOrder<EncodedBatch> writing;

  /** Of batches that are written, for the next ones. */
  private final ArrayDeque<Rooms> rooms = new ArrayDeque<>();

  private final BatchStatistics statistics = new BatchStatistics();
  private @Nullable Scratch scratch;
  private @Nullable Parts parts;
  private @Nullable RecordSpool<T> spool;
  private @Nullable Shards shards;
  private List<VectorBuilder> builders = List.of();
  private int waiting;
  private long seen;
  private long written;

  HfWriter(OutputStream state, RecordBinding<T> binding, String where, HfOptions options) {
    this.state = state;
    this.binding = binding;
    this.where = where;
    this.options = options;
    this.rows = binding.rowWriter();
    this.workers = new Workers(options.threads());
    this.encoded = workers.inOrder();
    this.writing = workers.inOrder();
  }

  @Override
  public void use(Scratch offered) {
    scratch = offered;
  }

  @Override
  public void use(Parts offered) {
    parts = offered;
  }

  @Override
  public void write(List<? extends T> records) throws IOException {
    if (!binding.isOpen()) {
      addAll(records);
      return;
    }
    for (T record : records) {
      learn(record);
      spool().add(record);
    }
  }

  private RecordSpool<T> spool() throws IOException {
    RecordSpool<T> known = spool;
    if (known == null) {
      known = new RecordSpool<>(binding, Objects.requireNonNull(scratch));
      spool = known;
    }
    return known;
  }

  @Override
  public void writeAll(List<? extends T> records) throws IOException {
    if (binding.isOpen()) {
      for (T record : records) {
        learn(record);
      }
    }
    addAll(records);
  }

  private void learn(T record) {
    seen++;
    try {
      rows.learn(record);
    } catch (RowProblem e) {
      throw e.at(where + ", row " + seen);
    }
  }

  private void addAll(List<? extends T> records) throws IOException {
    for (T record : records) {
      @Nullable Object[] row = toRow(record);
      shards();
      for (int i = 0; i < row.length; i++) {
        builders.get(i).add(row[i]);
      }
      waiting++;
      if (waiting == options.batchRows() || (waiting % ROWS_BETWEEN_CHECKS == 0 && isFull())) {
        flush();
      }
    }
  }

  private @Nullable Object[] toRow(T record) {
    written++;
    try {
      return rows.toRow(record);
    } catch (RowProblem e) {
      throw e.at(where + ", row " + written);
    }
  }

  private boolean isFull() {
    long bytes = 0;
    for (VectorBuilder builder : builders) {
      bytes += builder.heapBytes();
    }
    return bytes >= Limits.BATCH_BYTES;
  }

  private Shards shards() throws IOException {
    Shards known = shards;
    if (known == null) {
      RecordSchema schema = rows.schema();
      builders = VectorBuilder.of(schema.columns());
      known = new Shards(Objects.requireNonNull(parts), schema, options);
      shards = known;
    }
    return known;
  }

  /** Has the rows so far encoded beside the work on the next ones. */
  private void flush() throws IOException {
    if (encoded.isFull()) {
      writeOldest();
    }
    int count = waiting;
    ColumnVector[] vectors = new ColumnVector[builders.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = builders.get(i).build();
    }
    waiting = 0;
    List<Column> columns = rows.schema().columns();
    List<Field> fields = shards().fields();
    Rooms known = rooms.poll();
    EncodedBatch batch = new EncodedBatch(count, known == null ? new Rooms() : known);
    encoded.submit(() -> encode(fields, columns, vectors, batch));
  }

  private EncodedBatch encode(
      List<Field> fields, List<Column> columns, ColumnVector[] vectors, EncodedBatch batch)
      throws IOException {
    ColumnEncoder encoder = new ColumnEncoder(batch);
    for (int i = 0; i < vectors.length; i++) {
      try {
        encoder.encode(fields.get(i), columns.get(i).type(), vectors[i]);
      } catch (RowProblem e) {
        throw e.path().isEmpty() ? e.inside(columns.get(i).name()) : e;
      }
    }
    batch.statistics(BatchStatistics.of(vectors));
    switch (options.compression()) {
      case LZ4 -> batch.compress(BodyCodec.LZ4);
      case ZSTD -> batch.compress(BodyCodec.ZSTD);
      case NONE -> batch.sumBlocks();
      case GZIP -> {
        // The batch is written as it is.
      }
    }
    return batch;
  }

  private void writeOldest() throws IOException {
    try {
      EncodedBatch batch = encoded.take();
      statistics.add(batch);
      Shards to = shards();
      awaitWriting();
      writing.submit(
          () -> {
            to.write(batch);
            return batch;
          });
    } catch (RowProblem e) {
      throw e.at(where);
    }
  }

  private void awaitWriting() throws IOException {
    if (!writing.isEmpty()) {
      Rooms free = writing.take().rooms();
      free.reuse();
      rooms.push(free);
    }
  }

  @Override
  public FileFormat.Written finish() throws IOException {
    if (spool != null) {
      try {
        spool.replay(this::addAll);
      } catch (RowProblem e) {
        throw e.at(where);
      }
    }
    RecordSchema schema = rows.schema();
    Shards all = shards();
    if (waiting > 0) {
      flush();
    }
    while (!encoded.isEmpty()) {
      writeOldest();
    }
    awaitWriting();
    all.finish(state);
    return new FileFormat.Written(all.rows(), schema, statistics.write());
  }

  @Override
  @SuppressWarnings("try") // the spool is closed whatever happens to the threads
  public void close() {
    try (RecordSpool<T> last = spool) {
      workers.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
