package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.checkpoint4j.TypeRef;
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
import java.util.ArrayList;
import java.util.List;

/** Sends records through both faces of a binding, as backends do. */
final class Faces {
  private static final JsonFactory JSON = new JsonFactory();

  private Faces() {}

  /** The JSON of some records and the schema learnt. */
  record Written(List<String> rows, RecordSchema schema) {}

  static <T> Written write(TypeRef<T> type, List<T> records) {
    return write(RecordBinding.of(type), records);
  }

  static <T> Written write(RecordBinding<T> binding, List<T> records) {
    JsonRowWriter<T> writer = binding.jsonWriter();
    records.forEach(writer::learn);
    List<String> rows = new ArrayList<>();
    for (T record : records) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator out = JSON.createGenerator(bytes)) {
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        writer.write(record, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      rows.add(bytes.toString(StandardCharsets.UTF_8));
    }
    return new Written(rows, writer.schema());
  }

  static <T> String json(TypeRef<T> type, T record) {
    return write(type, List.of(record)).rows().get(0);
  }

  static <T> List<T> read(TypeRef<T> type, Written written) {
    return written.rows().stream().map(row -> read(type, row, written.schema())).toList();
  }

  static <T> T read(TypeRef<T> type, String row) {
    return read(type, row, RecordSchema.EMPTY);
  }

  static <T> T read(TypeRef<T> type, String row, RecordSchema schema) {
    return read(RecordBinding.of(type), row, schema);
  }

  static <T> T read(RecordBinding<T> binding, String row, RecordSchema schema) {
    JsonRowReader<T> reader = binding.jsonReader(schema);
    try (JsonParser in = JSON.createParser(row.getBytes(StandardCharsets.UTF_8))) {
      in.nextToken();
      T record = reader.read(in);
      if (in.currentToken() != com.fasterxml.jackson.core.JsonToken.END_OBJECT
          || in.nextToken() != null) {
        throw new AssertionError("The reader left the parser at " + in.currentToken());
      }
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Through the JSON face and back. */
  static <T> List<T> viaJson(TypeRef<T> type, List<T> records) {
    return read(type, write(type, records));
  }

  /** Through the row face and back. */
  static <T> List<T> viaRows(TypeRef<T> type, List<T> records) {
    return viaRows(RecordBinding.of(type), records);
  }

  static <T> List<T> viaJson(RecordBinding<T> binding, List<T> records) {
    Written written = write(binding, records);
    return written.rows().stream().map(row -> read(binding, row, written.schema())).toList();
  }

  static <T> List<T> viaRows(RecordBinding<T> binding, List<T> records) {
    RowWriter<T> writer = binding.rowWriter();
    records.forEach(writer::learn);
    RowReader<T> reader = binding.rowReader(writer.schema());
    return records.stream()
        .map(writer::toRow)
        .peek(row -> Canonical.check(row, writer.schema().columns()))
        .map(reader::read)
        .toList();
  }
}
