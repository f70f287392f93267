package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of canonical values from maps. */
final class MapRowWriter implements RowWriter<Map<String, Object>> {
  private static final UntypedCodec UNTYPED = UntypedCodec.INSTANCE;

  private final Place place = Place.root();
  private @Nullable RecordSchema schema;

  @Override
  public void learn(Map<String, Object> record) {
    if (record == null) {
      throw Problems.unsupported("a record is null");
    }
    UNTYPED.learn(record, place, 1);
  }

  @Override
  public RecordSchema schema() {
    RecordSchema known = schema;
    if (known == null) {
      if (place.isOverflown()) {
        throw Problems.unsupported(
            "the rows have more than "
                + Place.MAX_PLACES
                + " different columns and places; put"
                + " the rare keys into a map of their own");
      }
      if (place.names().contains("")) {
        throw Problems.unsupported("a column's name is empty");
      }
      Shape shape = Shape.exact();
      List<Column> columns = shape.columns(place, "");
      Map<String, String> untyped = new LinkedHashMap<>();
      untyped.put("", UntypedTable.ROWS);
      untyped.putAll(shape.markers());
      known = new RecordSchema(columns, untyped);
      schema = known;
    }
    return known;
  }

  @Override
  public @Nullable Object[] toRow(Map<String, Object> record) {
    if (record == null) {
      throw Problems.unsupported("a record is null");
    }
    return struct(record, schema().columns());
  }

  private static @Nullable Object[] struct(Map<?, ?> map, List<Column> columns) {
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    int found = 0;
    for (int i = 0; i < row.length; i++) {
      Column column = columns.get(i);
      Object value = map.get(column.name());
      try {
        if (value != null) {
          row[i] = canonical(value, column.type());
          found++;
        } else if (map.containsKey(column.name())) {
          row[i] = column.absent() ? "null" : null;
          found++;
        }
      } catch (RowProblem e) {
        throw e.inside(column.name());
      }
    }
    if (found != map.size()) {
      throw notLearnt();
    }
    return row;
  }

  private static RowProblem notLearnt() {
    return Problems.unsupported("a value was not there when the columns were fixed");
  }

  private static @Nullable Object canonical(Object value, ColumnType type) {
    if (type.kind() == Kind.JSON) {
      return JsonText.write(UNTYPED, value);
    }
    if (type.kind() == Kind.STRUCT && value instanceof Map<?, ?> map) {
      return struct(map, type.fields());
    }
    if (type.kind() == Kind.LIST && value instanceof Collection<?> values) {
      return list(values, type.element().get(0));
    }
    UntypedType found = UntypedType.of(value);
    if (found == null || found.isCollection()) {
      throw notLearnt();
    }
    if (found == UntypedType.INT32 && type.kind() == Kind.INT64) {
      return (long) (Integer) value;
    }
    if (!found.codec().type().equals(type)) {
      throw notLearnt();
    }
    return found.codec().toColumn(value);
  }

  private static Object list(Collection<?> values, Column element) {
    List<@Nullable Object> list = new ArrayList<>(values.size());
    try {
      for (Object each : values) {
        list.add(each == null ? null : canonical(each, element.type()));
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(list.size()));
    }
    return element.nullable() ? list : ColumnLists.pack(list, element.type().kind());
  }
}
