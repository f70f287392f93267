package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.RowReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows with no class that hold chosen columns alone. */
final class ColumnsBinding extends MapBinding {
  private final Map<String, List<String>> paths;

  /** Takes the names in each path by its text. */
  ColumnsBinding(Map<String, List<String>> paths) {
    super(TypeRef.mapRow());
    this.paths = paths;
  }

  @Override
  public List<String> columnsRead() {
    Set<String> names = new LinkedHashSet<>();
    paths.values().forEach(path -> names.add(path.get(0)));
    return List.copyOf(names);
  }

  @Override
  public JsonRowReader<Map<String, Object>> jsonReader(RecordSchema stored) {
    Projection projection = new Projection(paths);
    Place place = UntypedTable.parse(stored.untyped());
    Projection.Columns columns =
        isMapWritten(stored) ? Projection.Columns.UNKNOWN : Projection.Columns.of(stored.columns());
    return in -> {
      start(in);
      return projection.read(in, columns, place);
    };
  }

  @Override
  public RowReader<Map<String, Object>> rowReader(RecordSchema stored) {
    return new Projection(paths).rowReader(stored);
  }
}
