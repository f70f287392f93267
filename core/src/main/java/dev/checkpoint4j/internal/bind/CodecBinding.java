package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The binding of a class. */
final class CodecBinding<T> implements RecordBinding<T> {
  private final TypeRef<T> type;
  private final Codec codec;
  private final Rows rows;

  private CodecBinding(TypeRef<T> type, Codec codec, Rows rows) {
    this.type = type;
    this.codec = codec;
    this.rows = rows;
  }

  static <T> CodecBinding<T> of(TypeRef<T> type) {
    return of(type, CodecFactory.of(type.type()));
  }

  static <T> CodecBinding<T> of(TypeRef<T> type, Codec codec) {
    return new CodecBinding<>(type, codec, Rows.of(codec));
  }

  @Override
  public TypeRef<T> type() {
    return type;
  }

  @Override
  public RecordSchema schema() {
    return new RecordSchema(rows.columns(), Map.of());
  }

  @Override
  public boolean isOpen() {
    return rows.isOpen();
  }

  @Override
  public List<String> columnsRead() {
    return rows.columnsRead();
  }

  @Override
  public JsonRowWriter<T> jsonWriter() {
    return new Writer();
  }

  @Override
  @SuppressWarnings("unchecked")
  public JsonRowReader<T> jsonReader(RecordSchema stored) {
    Place place = codec.hasUntyped() ? UntypedTable.parse(stored.untyped()) : null;
    return in -> {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw Problems.mismatch("object", in);
      }
      return (T) Objects.requireNonNull(codec.read(in, place));
    };
  }

  @Override
  public RowWriter<T> rowWriter() {
    return rows.writer();
  }

  @Override
  public RowReader<T> rowReader(RecordSchema stored) {
    return rows.reader(stored);
  }

  private final class Writer implements JsonRowWriter<T> {
    private final Place place = Place.root();

    @Override
    public void learn(T record) {
      if (record == null) {
        throw Problems.unsupported("a record is null");
      }
      if (codec.hasUntyped()) {
        codec.learn(record, place, 1);
      }
    }

    @Override
    public void write(T record, JsonGenerator out) throws IOException {
      codec.write(record, out, codec.hasUntyped() ? place : null);
    }

    @Override
    public RecordSchema schema() {
      return new RecordSchema(rows.columns(), UntypedTable.print(place));
    }
  }
}
