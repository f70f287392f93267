package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The binding of rows with no class. */
class MapBinding implements RecordBinding<Map<String, Object>> {
  private static final UntypedCodec UNTYPED = UntypedCodec.INSTANCE;

  private final TypeRef<Map<String, Object>> type;

  MapBinding(TypeRef<Map<String, Object>> type) {
    this.type = type;
  }

  @Override
  public final TypeRef<Map<String, Object>> type() {
    return type;
  }

  @Override
  public final RecordSchema schema() {
    return RecordSchema.EMPTY;
  }

  @Override
  public final boolean isOpen() {
    return true;
  }

  @Override
  public List<String> columnsRead() {
    return List.of();
  }

  @Override
  public final JsonRowWriter<Map<String, Object>> jsonWriter() {
    return new Writer();
  }

  @Override
  public JsonRowReader<Map<String, Object>> jsonReader(RecordSchema stored) {
    Place place = UntypedTable.parse(stored.untyped());
    if (isMapWritten(stored)) {
      return in -> {
        start(in);
        return UNTYPED.readEntries(in, in.nextFieldName(), place);
      };
    }
    MapStructCodec struct = new MapStructCodec(ColumnType.structOf(stored.columns()));
    return in -> {
      start(in);
      return struct.readEntries(in, place);
    };
  }

  /** Values of rows written as maps tell their class themselves, with the table of places. */
  static boolean isMapWritten(RecordSchema stored) {
    return stored.untyped().getOrDefault("", "").equals(UntypedTable.ROWS);
  }

  static void start(JsonParser in) {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Problems.mismatch("object", in);
    }
  }

  @Override
  public final RowWriter<Map<String, Object>> rowWriter() {
    return new MapRowWriter();
  }

  @Override
  public RowReader<Map<String, Object>> rowReader(RecordSchema stored) {
    return new MapRowReader(stored)::read;
  }

  private static final class Writer implements JsonRowWriter<Map<String, Object>> {
    private final Place place = Place.root();

    @Override
    public void learn(Map<String, Object> record) {
      if (record == null) {
        throw Problems.unsupported("a record is null");
      }
      UNTYPED.learn(record, place, 1);
    }

    @Override
    public void write(Map<String, Object> record, JsonGenerator out) throws IOException {
      UNTYPED.writeEntries(record, out, place);
    }

    @Override
    public RecordSchema schema() {
      Map<String, String> table = new LinkedHashMap<>(UntypedTable.print(place));
      table.put("", UntypedTable.ROWS);
      return new RecordSchema(Shape.descriptive().columns(place, ""), table);
    }
  }
}
