package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.column.ColumnBatch;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.StructVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows as columns, for conditions that can look at a whole column. Used by one thread. */
public final class VectorRows {
  private static final Set<Kind> PLAIN =
      Set.of(Kind.BOOLEAN, Kind.INT32, Kind.INT64, Kind.FLOAT32, Kind.FLOAT64, Kind.STRING);
  private static final String NATURAL = ":natural";

  private final ColumnBatch batch;
  private final RecordSchema schema;
  private final IntFunction<Map<String, Object>> rows;

  /**
   * Wraps a batch.
   *
   * @param rows a row as a map, for conditions that need it so
   */
  public VectorRows(ColumnBatch batch, RecordSchema schema, IntFunction<Map<String, Object>> rows) {
    this.batch = batch;
    this.schema = schema;
    this.rows = rows;
  }

  int size() {
    return batch.rows();
  }

  Map<String, Object> row(int index) {
    return rows.apply(index);
  }

  /**
   * The vectors from the column down to the value, each as long as the batch, the value's last;
   * null if the path does not lead to plain numbers, booleans or strings through structs alone.
   */
  @Nullable List<ColumnVector> plain(RowPath path) {
    int index = schema.indexOf(path.column());
    if (index < 0 || isMarked(path.column())) {
      return null;
    }
    ColumnType type = schema.columns().get(index).type();
    ColumnVector vector = batch.columns().get(index);
    List<ColumnVector> found = new ArrayList<>();
    for (String name : path.below()) {
      int field = type.kind() == Kind.STRUCT ? indexOf(type, name) : -1;
      if (field < 0 || !(vector instanceof StructVector struct)) {
        return null;
      }
      found.add(vector);
      type = type.fields().get(field).type();
      vector = struct.fields().get(field);
    }
    if (vector == null || !PLAIN.contains(type.kind())) {
      return null;
    }
    found.add(vector);
    return found;
  }

  private static int indexOf(ColumnType type, String name) {
    for (int i = 0; i < type.fields().size(); i++) {
      if (type.fields().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether values of a column are of classes that only the table of untyped values tells. */
  private boolean isMarked(String column) {
    if (schema.untyped().isEmpty()) {
      return false;
    }
    if (column.indexOf('/') >= 0 || column.indexOf('~') >= 0) {
      return true;
    }
    String place = "/" + column;
    return schema.untyped().entrySet().stream()
        .anyMatch(
            e ->
                (e.getKey().equals(place) || e.getKey().startsWith(place + "/"))
                    && !e.getValue().endsWith(NATURAL));
  }
}
