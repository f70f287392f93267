package dev.checkpoint4j.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Records to the values of a table's cells and back. Used by one thread at a time. */
final class RecordCodec {
  private RecordCodec() {}

  /** Turns records into values. */
  interface Encoder<T> {
    @Nullable Object[] values(T record);

    /** The schema of all records so far. */
    RecordSchema schema();
  }

  /** Turns values into records. */
  @FunctionalInterface
  interface Decoder<T> {
    T record(@Nullable Object[] values);
  }

  static <T> Encoder<T> encoder(Spec spec, RecordBinding<T> binding) {
    return spec.equals(Spec.RECORD)
        ? new JsonEncoder<>(binding.jsonWriter())
        : new ColumnEncoder<>(binding.rowWriter());
  }

  static <T> Decoder<T> decoder(Spec spec, RecordBinding<T> binding, RecordSchema stored) {
    if (spec.equals(Spec.RECORD)) {
      JsonRowReader<T> reader = binding.jsonReader(stored);
      return values -> JsonRows.read(reader, String.valueOf(values[0]));
    }
    RowReader<T> reader = binding.rowReader(stored);
    return reader::read;
  }

  private record ColumnEncoder<T>(RowWriter<T> writer) implements Encoder<T> {
    @Override
    public @Nullable Object[] values(T record) {
      return writer.toRow(record);
    }

    @Override
    public RecordSchema schema() {
      return writer.schema();
    }
  }

  private static final class JsonEncoder<T> implements Encoder<T> {
    private static final int BUFFER_KEPT = 1 << 20;

    private final JsonRowWriter<T> writer;
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
    private JsonGenerator out = generator();

    JsonEncoder(JsonRowWriter<T> writer) {
      this.writer = writer;
    }

    private JsonGenerator generator() {
      try {
        return JsonRows.JSON.createGenerator(buffer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public @Nullable Object[] values(T record) {
      writer.learn(record);
      try {
        JsonRows.write(writer, record, out);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String body = buffer.toString(StandardCharsets.UTF_8);
      if (buffer.size() > BUFFER_KEPT) {
        buffer = new ByteArrayOutputStream(512);
        out = generator();
      } else {
        buffer.reset();
      }
      return new @Nullable Object[] {body};
    }

    @Override
    public RecordSchema schema() {
      return writer.schema();
    }
  }
}
