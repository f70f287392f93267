package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.Parts;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSpool;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import dev.checkpoint4j.spi.Scratch;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one checkpoint. Rows with no class are looked at twice, since the first
 * batch needs the columns of them all: a list that is there as a whole is gone through twice, rows
 * that come in parts are kept meanwhile.
 */
final class HfWriter<T> implements FileFormat.FileWriter<T> {
  private static final int SAMPLE_ROWS = 1_024;

  private final OutputStream state;
  private final RecordBinding<T> binding;
  private final String where;
  private final HfOptions options;
  private final RowWriter<T> rows;
  private final Workers workers;
  private final Workers.InOrder<Made<T>> encoded;

  /** At most one batch at a time, whose bytes are digested and written beside all other work. */
  private final Workers.InOrder<BatchBuilder<T>> writing;

  /** Those whose batches are written. */
  private final ArrayDeque<BatchBuilder<T>> free = new ArrayDeque<>();

  private final BatchStatistics statistics = new BatchStatistics();
  private @Nullable Scratch scratch;
  private @Nullable Parts parts;
  private @Nullable RecordSpool<T> spool;
  private @Nullable Shards shards;
  private @Nullable BatchBuilder<T> current;
  private long seen;
  private long written;

  /**
   * A batch and the rows that it has no room for.
   *
   * @param end the number of its last row
   */
  private record Made<T>(BatchBuilder<T> builder, EncodedBatch batch, List<T> left, long end) {}

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
    if (!binding.isOpen()) {
      share(records);
      return;
    }
    for (T record : records) {
      learn(record);
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
      add(record);
    }
  }

  /** Adds a row to the current batch; whether it was its last. */
  private boolean add(T record) throws IOException {
    BatchBuilder<T> to = current();
    to.add(record, ++written);
    boolean full = to.isFull(options.batchRows(), Limits.BATCH_BYTES);
    if (full) {
      flush();
    }
    return full;
  }

  /** Where the next row goes. */
  private BatchBuilder<T> current() throws IOException {
    BatchBuilder<T> known = current;
    if (known == null) {
      known = free();
      current = known;
    }
    return known;
  }

  /** One that holds nothing; with a row writer of its own where that has nothing to learn. */
  private BatchBuilder<T> free() throws IOException {
    BatchBuilder<T> known = free.poll();
    if (known != null) {
      return known;
    }
    RowWriter<T> writer = binding.isOpen() ? rows : binding.rowWriter();
    return new BatchBuilder<>(writer, shards().fields(), options, where);
  }

  private Shards shards() throws IOException {
    Shards known = shards;
    if (known == null) {
      known = new Shards(Objects.requireNonNull(parts), rows.schema(), options, workers);
      shards = known;
    }
    return known;
  }

  /** Has the rows so far summed up or compressed beside the work on the next ones. */
  private void flush() throws IOException {
    BatchBuilder<T> full = current();
    current = null;
    submit(() -> new Made<>(full, full.build(), List.of(), 0));
  }

  /**
   * Has all rows made into batches on several threads. The first rows tell how many a batch has, so
   * that the batches do not depend on the threads. The list is read here alone: its iterator may be
   * the user's.
   */
  private void share(List<? extends T> records) throws IOException {
    Iterator<? extends T> all = records.iterator();
    boolean full = false;
    while (all.hasNext() && !full && written < SAMPLE_ROWS) {
      full = add(all.next());
    }
    int rowsEach = full || !all.hasNext() ? (int) written : rowsOfSample();
    while (all.hasNext()) {
      BatchBuilder<T> builder = current();
      current = null;
      int most = rowsEach - builder.rows();
      List<T> some = new ArrayList<>(most);
      while (some.size() < most && all.hasNext()) {
        some.add(all.next());
      }
      long before = written;
      written += some.size();
      submit(() -> make(builder, some, before));
    }
  }

  private int rowsOfSample() throws IOException {
    long fitting = written * Limits.BATCH_BYTES / Math.max(1, current().bytes());
    return (int) Math.min(Math.max(fitting, written), options.batchRows());
  }

  private Made<T> make(BatchBuilder<T> builder, List<T> records, long before) throws IOException {
    int i = 0;
    while (i < records.size() && !builder.isFull(options.batchRows(), Limits.MAX_BATCH_BYTES)) {
      builder.add(records.get(i++), before + i);
    }
    return new Made<>(builder, builder.build(), records.subList(i, records.size()), before + i);
  }

  private void submit(Workers.Task<Made<T>> task) throws IOException {
    if (encoded.isFull()) {
      writeOldest();
    }
    encoded.submit(task);
  }

  private void writeOldest() throws IOException {
    Made<T> made = encoded.take();
    write(made);
    while (!made.left().isEmpty()) {
      // Long rows fill a batch early; what they leave is not made ahead, so that memory is bounded.
      made = make(free(), made.left(), made.end());
      write(made);
    }
  }

  private void write(Made<T> made) throws IOException {
    statistics.add(made.batch());
    Shards to = shards();
    awaitWriting();
    writing.submit(
        () -> {
          to.write(made.batch());
          return made.builder();
        });
  }

  private void awaitWriting() throws IOException {
    if (!writing.isEmpty()) {
      BatchBuilder<T> written = writing.take();
      written.clear();
      free.push(written);
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
    if (current != null) {
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
