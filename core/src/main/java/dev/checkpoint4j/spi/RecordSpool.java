package dev.checkpoint4j.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows with no class until all of them are known, because only then their columns are: as
 * JSON, a few megabytes in memory and the rest in a temporary file of the store. Used by one thread
 * at a time.
 *
 * @param <T> the record type
 */
public final class RecordSpool<T> implements AutoCloseable {
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
  private final Target target = new Target();
  private final JsonGenerator generator;

  /** Begins with no rows. */
  public RecordSpool(RecordBinding<T> binding, Scratch scratch) throws IOException {
    this.binding = binding;
    this.scratch = scratch;
    this.writer = binding.jsonWriter();
    this.generator = JSON.createGenerator(target);
  }

  /** Keeps a record. */
  public void add(T record) throws IOException {
    writer.learn(record);
    writer.write(record, generator);
  }

  /**
   * What is done with kept records.
   *
   * @param <T> the record type
   */
  @FunctionalInterface
  public interface Sink<T> {
    /** Takes some; the list is used again. */
    void take(List<T> records) throws IOException;
  }

  /** Gives back all records, in order; nothing is added afterwards. */
  public void replay(Sink<T> sink) throws IOException {
    generator.flush();
    JsonRowReader<T> reader = binding.jsonReader(writer.schema());
    try (JsonParser in = JSON.createParser(target.read())) {
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

  @Override
  public void close() throws IOException {
    target.close();
  }

  /** Fills the memory; when it is full, all of it goes to the file. */
  private final class Target extends OutputStream {
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(BUFFER_BYTES);
    private @Nullable Path path;
    private @Nullable OutputStream file;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      OutputStream known = file;
      if (known == null && memory.size() + length > MEMORY_BYTES) {
        known = open();
        memory.writeTo(known);
        memory.reset();
      }
      (known == null ? memory : known).write(from, offset, length);
    }

    private OutputStream open() throws IOException {
      Path made = scratch.newFile();
      path = made;
      OutputStream opened =
          new BufferedOutputStream(
              Files.newOutputStream(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              BUFFER_BYTES);
      file = opened;
      return opened;
    }

    private InputStream read() throws IOException {
      if (file == null) {
        return new java.io.ByteArrayInputStream(memory.toByteArray());
      }
      file.flush();
      return new BufferedInputStream(
          Files.newInputStream(Objects.requireNonNull(path)), BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
