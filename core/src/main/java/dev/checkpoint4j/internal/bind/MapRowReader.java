package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.internal.bind.Codec.ColumnReader;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps from rows of canonical values. */
final class MapRowReader {
  private final Map<String, String> markers;
  private final List<Column> columns;
  private final List<ColumnReader> readers;

  MapRowReader(RecordSchema stored) {
    markers = stored.untyped();
    columns = stored.columns();
    readers = readers(columns, "");
  }

  Map<String, @Nullable Object> read(@Nullable Object[] row) {
    return MapStructCodec.fromRow(row, columns, readers);
  }

  /** The reader of one column. */
  ColumnReader reader(int column) {
    return readers.get(column);
  }

  private List<ColumnReader> readers(List<Column> fields, String path) {
    List<ColumnReader> made = new ArrayList<>();
    for (Column field : fields) {
      try {
        made.add(reader(field.type(), path + "/" + UntypedTable.escape(field.name())));
      } catch (RowProblem e) {
        throw e.inside(field.name());
      }
    }
    return made;
  }

  private ColumnReader reader(ColumnType type, String path) {
    String marker = markers.getOrDefault(path, "");
    String label =
        marker.startsWith(UntypedTable.COLUMN)
            ? marker.substring(UntypedTable.COLUMN.length())
            : "";
    if (label.equals(Shape.NATURAL)) {
      return MapRowReader::natural;
    }
    boolean set = label.equals(UntypedType.SET.label);
    if (type.kind() == Kind.LIST && (label.isEmpty() || set)) {
      ColumnReader element = reader(type.element().get(0).type(), path + "/~*");
      return list -> list(list, element, set ? new LinkedHashSet<>() : new ArrayList<>());
    }
    if (!label.isEmpty()) {
      return codec(label).reader(type);
    }
    if (type.kind() == Kind.STRUCT) {
      List<ColumnReader> fields = readers(type.fields(), path);
      return row -> MapStructCodec.fromRow((@Nullable Object[]) row, type.fields(), fields);
    }
    return ColumnCodecs.of(type).reader(type);
  }

  private static Codec codec(String label) {
    UntypedType type = UntypedType.named(label);
    if (type == null || type.isCollection()) {
      throw Problems.corrupt("the stored class of its values is unknown; a newer version may know");
    }
    return type.codec();
  }

  private static Object natural(Object value) {
    long number = ((Number) value).longValue();
    return number == (int) number ? (Object) (int) number : (Object) number;
  }

  private static Object list(
      Object canonical, ColumnReader element, Collection<@Nullable Object> values) {
    int i = 0;
    try {
      for (Object each : ColumnLists.view(canonical)) {
        values.add(each == null ? null : element.read(each));
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
    return values;
  }
}
