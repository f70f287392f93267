package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stored struct, read as a map. Keys that it does not name are untyped values. */
final class MapStructCodec extends Codec {
  private final ColumnType type;
  private final Map<String, Codec> fields = new HashMap<>();

  MapStructCodec(ColumnType type) {
    this.type = type;
    for (Column field : type.fields()) {
      fields.put(field.name(), ColumnCodecs.of(field.type()));
    }
  }

  @Override
  ColumnType type() {
    return type;
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    UntypedCodec.INSTANCE.write(value, out, place);
  }

  @Override
  Object read(JsonParser in, @Nullable Place place) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Problems.mismatch(expected(), in);
    }
    Problems.checkDepth(in);
    return readEntries(in, place);
  }

  /** Reads the rest of an object. */
  Map<String, @Nullable Object> readEntries(JsonParser in, @Nullable Place place)
      throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    int size = 0;
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      Problems.next(in);
      Codec codec = fields.getOrDefault(key, UntypedCodec.INSTANCE);
      try {
        map.put(key, codec.readOrNull(in, place == null ? null : place.child(key)));
      } catch (RowProblem e) {
        throw e.inside(key);
      }
      if (map.size() != ++size) {
        throw Problems.duplicate(key);
      }
    }
    Problems.checkEnd(in);
    return map;
  }

  @Override
  Object toColumn(Object value) {
    throw new IllegalStateException("Stored structs are only read");
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    if (stored.kind() != Kind.STRUCT) {
      throw Problems.mismatch(expected(), stored.toString());
    }
    List<ColumnReader> readers =
        stored.fields().stream().map(f -> ColumnCodecs.of(f.type()).reader(f.type())).toList();
    return row -> fromRow((@Nullable Object[]) row, stored.fields(), readers);
  }

  static Map<String, @Nullable Object> fromRow(
      @Nullable Object[] row, List<Column> fields, List<ColumnReader> readers) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      Column field = fields.get(i);
      Object value = row[i];
      if (value != null) {
        try {
          map.put(field.name(), readers.get(i).read(value));
        } catch (RowProblem e) {
          throw e.inside(field.name());
        }
      } else if (!field.absent()) {
        map.put(field.name(), null);
      }
    }
    return map;
  }
}
