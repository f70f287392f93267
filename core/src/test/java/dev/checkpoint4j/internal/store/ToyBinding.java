package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of {@link ToyFormat}, without the machinery that binds real ones. */
final class ToyBinding implements RecordBinding<Map<String, Object>> {
  static Map<String, Object> row(int id, String text) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("text", text);
    return row;
  }

  /** Rows numbered from 0. */
  static List<Map<String, Object>> rows(int count, String text) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i, text));
    }
    return rows;
  }

  @Override
  public TypeRef<Map<String, Object>> type() {
    return TypeRef.mapRow();
  }

  @Override
  public RecordSchema schema() {
    return RecordSchema.EMPTY;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public List<String> columnsRead() {
    return List.of();
  }

  @Override
  public JsonRowWriter<Map<String, Object>> jsonWriter() {
    throw new UnsupportedOperationException();
  }

  @Override
  public JsonRowReader<Map<String, Object>> jsonReader(RecordSchema stored) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RowWriter<Map<String, Object>> rowWriter() {
    return new RowWriter<>() {
      private boolean learnt;

      @Override
      public void learn(Map<String, Object> record) {
        learnt = true;
      }

      @Override
      public RecordSchema schema() {
        return learnt ? ToyFormat.SCHEMA : RecordSchema.EMPTY;
      }

      @Override
      public @Nullable Object[] toRow(Map<String, Object> record) {
        return new Object[] {record.get("id"), record.get("text")};
      }
    };
  }

  @Override
  public RowReader<Map<String, Object>> rowReader(RecordSchema stored) {
    throw new UnsupportedOperationException();
  }
}
