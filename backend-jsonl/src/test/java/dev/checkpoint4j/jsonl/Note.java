package dev.checkpoint4j.jsonl;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small record with a binding written by hand, so that only the format is tested. */
record Note(long id, @Nullable String text) {
  static final RecordBinding<Note> BINDING = new Binding();
  static final ReadPlan<Note> ALL = ReadPlan.all(BINDING);

  private static final class Binding implements RecordBinding<Note> {
    @Override
    public TypeRef<Note> type() {
      return TypeRef.of(Note.class);
    }

    @Override
    public RecordSchema schema() {
      return new RecordSchema(
          List.of(
              Column.of("id", ColumnType.of(ColumnType.Kind.INT64), false),
              Column.of("text", ColumnType.of(ColumnType.Kind.STRING), true)),
          java.util.Map.of());
    }

    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public List<String> columnsRead() {
      return List.of("id", "text");
    }

    @Override
    public JsonRowWriter<Note> jsonWriter() {
      return new Writer(schema());
    }

    @Override
    public JsonRowReader<Note> jsonReader(RecordSchema stored) {
      return Binding::read;
    }

    @Override
    public RowWriter<Note> rowWriter() {
      throw new UnsupportedOperationException();
    }

    @Override
    public RowReader<Note> rowReader(RecordSchema stored) {
      throw new UnsupportedOperationException();
    }

    private static Note read(JsonParser in) throws IOException {
      long id = 0;
      String text = null;
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken token = in.nextToken();
        if (name.equals("id")) {
          if (token != JsonToken.VALUE_NUMBER_INT) {
            throw new RowProblem(
                RowProblem.Kind.MISMATCH, "id", "expected int64 but found something else");
          }
          id = in.getLongValue();
        } else if (name.equals("text")) {
          text = in.getValueAsString();
        } else {
          in.skipChildren();
        }
      }
      return new Note(id, text);
    }
  }

  private record Writer(RecordSchema schema) implements JsonRowWriter<Note> {
    @Override
    public void learn(Note note) {
      if (note == null) {
        throw new RowProblem(RowProblem.Kind.UNSUPPORTED, "", "the record is null");
      }
    }

    @Override
    public void write(Note note, JsonGenerator out) throws IOException {
      out.writeStartObject();
      out.writeNumberField("id", note.id());
      out.writeStringField("text", note.text());
      out.writeEndObject();
    }
  }
}
