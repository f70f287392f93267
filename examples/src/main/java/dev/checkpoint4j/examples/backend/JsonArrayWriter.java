package dev.checkpoint4j.examples.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

// docs:begin writer
/** Writes the array; the store behind the stream does the rest. */
final class JsonArrayWriter<T> implements FileFormat.FileWriter<T> {
  private final JsonGenerator out;
  private final JsonRowWriter<T> rows;
  private final String where;
  private long count;

  JsonArrayWriter(OutputStream stream, JsonRowWriter<T> rows, String where) throws IOException {
    this.out =
        new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).createGenerator(stream);
    this.rows = rows;
    this.where = where;
    out.writeStartArray();
  }

  @Override
  public void write(List<? extends T> records) throws IOException {
    for (T record : records) {
      try {
        rows.learn(record);
        rows.write(record, out);
      } catch (RowProblem problem) {
        throw problem.at(where + ", record " + (count + 1));
      }
      count++;
    }
  }

  @Override
  public FileFormat.Written finish() throws IOException {
    out.writeEndArray();
    out.flush();
    return new FileFormat.Written(count, rows.schema());
  }

  @Override
  public void close() {
    // Nothing to free: the generator holds only buffers, and the stream is the store's.
  }
}

// docs:end writer
