package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSpool;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import dev.checkpoint4j.spi.Scratch;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one file. Rows with no class are looked at twice, since the first row group
 * needs the columns of them all: a list that is there as a whole is gone through twice, rows that
 * come in parts are kept meanwhile.
 */
final class ParquetWriter<T> implements FileFormat.FileWriter<T> {
  private final OutputStream out;
  private final RecordBinding<T> binding;
  private final String where;
  private final ParquetOptions options;
  private final RowWriter<T> rows;
  private final Workers workers;
  private @Nullable Scratch scratch;
  private @Nullable RecordSpool<T> spool;
  private @Nullable GroupWriter groups;
  private long seen;
  private long written;

  ParquetWriter(OutputStream out, RecordBinding<T> binding, String where, ParquetOptions options) {
    this.out = out;
    this.binding = binding;
    this.where = where;
    this.options = options;
    this.rows = binding.rowWriter();
    this.workers = new Workers(options.threads());
  }

  @Override
  public void use(Scratch scratch) {
    this.scratch = scratch;
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
      known = new RecordSpool<>(binding, Shapes.present(scratch));
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
      GroupWriter group = groups();
      written++;
      try {
        rows.append(record, group.builders());
      } catch (RowProblem e) {
        throw e.at(where + ", row " + written);
      }
      try {
        group.endRow();
      } catch (RowProblem e) {
        throw e.at(where);
      }
    }
  }

  private GroupWriter groups() throws IOException {
    GroupWriter known = groups;
    if (known == null) {
      known = new GroupWriter(out, rows.schema(), options, workers);
      groups = known;
    }
    return known;
  }

  @Override
  public FileFormat.Written finish() throws IOException {
    try {
      if (spool != null) {
        spool.replay(this::addAll);
      }
      RecordSchema schema = rows.schema();
      return new FileFormat.Written(groups().finish(), schema);
    } catch (RowProblem e) {
      throw e.at(where);
    }
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
