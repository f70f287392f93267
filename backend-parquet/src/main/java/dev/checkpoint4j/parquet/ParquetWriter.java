package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.VectorBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the records of one file. */
final class ParquetWriter<T> implements FileFormat.FileWriter<T> {
  private final OutputStream out;
  private final RecordBinding<T> binding;
  private final String where;
  private final ParquetOptions options;
  private final RowWriter<T> rows;
  private final Workers workers;
  private @Nullable GroupWriter groups;
  private long written;

  ParquetWriter(
      OutputStream out, RecordBinding<T> binding, String where, ParquetOptions options) {
    this.out = out;
    this.binding = binding;
    this.where = where;
    this.options = options;
    this.rows = binding.rowWriter();
    this.workers = new Workers(options.threads());
  }

  @Override
  public void write(List<? extends T> records) throws IOException {
    for (T record : records) {
      add(record);
    }
  }

  @Override
  public void writeAll(List<? extends T> records) throws IOException {
    if (binding.isOpen()) {
      long row = 0;
      for (T record : records) {
        row++;
        learn(record, row);
      }
    }
    write(records);
  }

  private void learn(T record, long row) {
    try {
      rows.learn(record);
    } catch (RowProblem e) {
      throw e.at(where + ", row " + row);
    }
  }

  private void add(T record) throws IOException {
    written++;
    try {
      @Nullable Object[] row = rows.toRow(record);
      GroupWriter group = groups();
      List<VectorBuilder> builders = group.builders();
      for (int i = 0; i < row.length; i++) {
        builders.get(i).add(row[i]);
      }
      group.endRow();
    } catch (RowProblem e) {
      throw e.at(where + ", row " + written);
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
      RecordSchema schema = rows.schema();
      return new FileFormat.Written(groups().finish(), schema);
    } catch (RowProblem e) {
      throw e.at(where);
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
