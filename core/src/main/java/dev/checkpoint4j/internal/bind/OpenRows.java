package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonParser;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The row face of a class of which only the JSON is known: that of the same objects as maps. */
final class OpenRows extends Rows {
  private static final UntypedCodec UNTYPED = UntypedCodec.INSTANCE;

  private final Codec codec;

  OpenRows(Codec codec) {
    this.codec = codec;
  }

  @Override
  List<Column> columns() {
    return List.of();
  }

  @Override
  boolean isOpen() {
    return true;
  }

  @Override
  List<String> columnsRead() {
    return List.of();
  }

  @Override
  <T> RowWriter<T> writer() {
    MapRowWriter rows = new MapRowWriter();
    return new RowWriter<>() {
      @Override
      public void learn(T record) {
        if (record == null) {
          throw Problems.unsupported("a record is null");
        }
        rows.learn(toMap(record));
      }

      @Override
      public RecordSchema schema() {
        return rows.schema();
      }

      @Override
      public @Nullable Object[] toRow(T record) {
        return rows.toRow(toMap(record));
      }
    };
  }

  private Map<String, @Nullable Object> toMap(Object record) {
    byte[] json = JsonText.bytes(out -> codec.write(record, out, null));
    try (JsonParser in = Json.FACTORY.createParser(json)) {
      in.nextToken();
      return UNTYPED.readEntries(in, in.nextFieldName(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  <T> RowReader<T> reader(RecordSchema stored) {
    MapRowReader rows = new MapRowReader(stored);
    return row -> {
      Map<String, @Nullable Object> map = rows.read(row);
      byte[] json = JsonText.bytes(out -> UntypedCodec.PLAIN.writeEntries(map, out, null));
      String text = new String(json, StandardCharsets.UTF_8);
      return (T) Objects.requireNonNull(JsonText.read(codec, text));
    };
  }
}
