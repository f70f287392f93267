package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoredFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row a line, {@code id=text}; the smallest format that the store's tests need. */
final class ToyFormat implements FileFormat {
  static final RecordSchema SCHEMA =
      new RecordSchema(
          List.of(
              Column.of("id", ColumnType.of(ColumnType.Kind.INT32), false),
              Column.of("text", ColumnType.of(ColumnType.Kind.STRING), true)),
          Map.of());

  private final List<String> endings;

  /** Rows that the reader leaves out at the end, as a bug would. */
  int lost;

  ToyFormat(String... endings) {
    this.endings = List.of(endings);
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public List<String> endings() {
    return endings;
  }

  @Override
  public String compression(String ending) {
    return ending.endsWith("z") ? "zip" : "none";
  }

  @Override
  public <T> FileWriter<T> writer(OutputStream out, RecordBinding<T> binding, String where) {
    return new ToyWriter<>(out);
  }

  private static final class ToyWriter<T> implements FileWriter<T> {
    private final OutputStream out;
    private long rows;

    ToyWriter(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(List<? extends T> records) throws IOException {
      for (T record : records) {
        Map<?, ?> row = (Map<?, ?>) record;
        String line = row.get("id") + "=" + row.get("text") + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
        rows++;
      }
    }

    @Override
    public Written finish() {
      return new Written(rows, SCHEMA);
    }

    @Override
    public void close() {}
  }

  @Override
  public <T> RecordSource<T> reader(StoredFile in, ReadPlan<T> plan) throws IOException {
    return new ToySource<>(in, lost);
  }

  private static final class ToySource<T> implements RecordSource<T> {
    private static final int BATCH = 100;

    private final StoredFile file;
    private final BufferedReader lines;
    private int lost;

    ToySource(StoredFile file, int lost) throws IOException {
      this.file = file;
      this.lines = new BufferedReader(new InputStreamReader(file.stream(), StandardCharsets.UTF_8));
      this.lost = lost;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable List<T> nextBatch() {
      List<T> batch = new ArrayList<>();
      try {
        String line = lines.readLine();
        while (line != null) {
          if (lost > 0) {
            lost--;
          } else {
            batch.add((T) row(line));
          }
          if (batch.size() == BATCH) {
            return batch;
          }
          line = lines.readLine();
        }
        return batch.isEmpty() ? null : batch;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Map<String, Object> row(String line) {
      int equals = line.indexOf('=');
      try {
        return ToyBinding.row(
            Integer.parseInt(line.substring(0, Math.max(equals, 0))), line.substring(equals + 1));
      } catch (NumberFormatException e) {
        throw new CorruptCheckpointException(file.where() + ": a line is not id=text", e);
      }
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
