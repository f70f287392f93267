package dev.checkpoint4j.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.Scratch;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows with no class until all of them are known, because only then their columns are: as
 * JSON, a few megabytes in memory and the rest in a temporary file of the store. Used by one thread
 * at a time.
 */
final class RowSpool<T> implements AutoCloseable {
  private static final int MEMORY_BYTES = 4 << 20;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int BATCH_ROWS = 256;
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // Whatever a string holds must come back, unpaired surrogates too.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final RecordBinding<T> binding;
  private final Scratch scratch;
  private final JsonRowWriter<T> writer;
  private final JsonGenerator generator;
  private final Bytes memory = new Bytes(BUFFER_BYTES);
  private @Nullable Path path;
  private @Nullable OutputStream file;

  RowSpool(RecordBinding<T> binding, Scratch scratch) throws IOException {
    this.binding = binding;
    this.scratch = scratch;
    this.writer = binding.jsonWriter();
    this.generator = JSON.createGenerator(new Target());
  }

  /** Keeps a record. */
  void add(T record) throws IOException {
    writer.learn(record);
    writer.write(record, generator);
  }

  /** What is done with kept records. */
  interface Sink<T> {
    void take(List<T> records) throws IOException;
  }

  /** Gives back all records, in order. */
  void replay(Sink<T> sink) throws IOException {
    generator.flush();
    JsonRowReader<T> reader = binding.jsonReader(writer.schema());
    try (JsonParser in = JSON.createParser(open())) {
      List<T> batch = new ArrayList<>();
      while (in.nextToken() != null) {
        batch.add(reader.read(in));
        if (batch.size() == BATCH_ROWS) {
          sink.take(batch);
          batch.clear();
        }
      }
      sink.take(batch);
    }
  }

  private InputStream open() throws IOException {
    InputStream kept = new ByteArrayInputStream(memory.array(), 0, memory.size());
    if (file == null) {
      return kept;
    }
    file.flush();
    InputStream rest = Files.newInputStream(Shapes.present(path));
    return new SequenceInputStream(kept, new BufferedInputStream(rest, BUFFER_BYTES));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
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
        memory.put(from, offset, length);
      } else {
        file().write(from, offset, length);
      }
    }

    private OutputStream file() throws IOException {
      OutputStream known = file;
      if (known == null) {
        path = scratch.newFile();
        known =
            new BufferedOutputStream(
                Files.newOutputStream(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                BUFFER_BYTES);
        file = known;
      }
      return known;
    }
  }
}
