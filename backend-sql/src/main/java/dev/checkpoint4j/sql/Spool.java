package dev.checkpoint4j.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of a writer until its commit, so that the database is busy only then and is
 * never locked while the application computes: as JSON, a few megabytes in memory and the rest in a
 * temporary file that only this user can read. Used by one thread at a time.
 */
final class Spool<T> implements AutoCloseable {
  private static final int MEMORY_BYTES = 8 << 20;
  private static final int BUFFER_BYTES = 64 << 10;

  private final RecordBinding<T> binding;
  private final String where;
  private final JsonRowWriter<T> writer;
  private final JsonGenerator generator;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream(BUFFER_BYTES);
  private @Nullable Path path;
  private @Nullable OutputStream file;

  Spool(RecordBinding<T> binding, String where) {
    this.binding = binding;
    this.where = where;
    this.writer = binding.jsonWriter();
    try {
      this.generator = JsonRows.JSON.createGenerator(new Target());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Keeps a record. */
  void add(T record) {
    writer.learn(record);
    try {
      JsonRows.write(writer, record, generator);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Gives back all records, in order; may be called again. */
  void replay(Consumer<T> sink) {
    JsonRowReader<T> reader = binding.jsonReader(writer.schema());
    try {
      generator.flush();
      try (JsonParser in = JsonRows.JSON.createParser(open())) {
        while (in.nextToken() != null) {
          sink.accept(reader.read(in));
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private InputStream open() throws IOException {
    InputStream kept = new ByteArrayInputStream(memory.toByteArray());
    if (file == null || path == null) {
      return kept;
    }
    file.flush();
    return new SequenceInputStream(
        kept, new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES));
  }

  private CheckpointIOException failed(IOException e) {
    return new CheckpointIOException(
        where + ": a temporary file for the rows of the writer cannot be used", e);
  }

  @Override
  public void close() {
    try {
      if (file != null && path != null) {
        file.close();
        Files.deleteIfExists(path);
        file = null;
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Fills the memory, then the file. */
  private final class Target extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (file == null && memory.size() + length <= MEMORY_BYTES) {
        memory.write(from, offset, length);
      } else {
        file().write(from, offset, length);
      }
    }

    private OutputStream file() throws IOException {
      OutputStream known = file;
      if (known == null) {
        path = Files.createTempFile("checkpoint4j-", ".rows");
        known = new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
        file = known;
      }
      return known;
    }
  }
}
