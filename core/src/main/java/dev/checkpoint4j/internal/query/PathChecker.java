package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Looks up the paths of a filter among the columns. Immutable. */
public final class PathChecker {
  private static final int NAMES_SHOWN = 20;
  private static final ColumnType ANYTHING = ColumnType.of(Kind.JSON);

  private final RecordSchema schema;
  private final boolean open;

  PathChecker(RecordSchema schema, boolean open) {
    this.schema = schema;
    this.open = open;
  }

  /**
   * The type of the values at a path; JSON where only the rows tell.
   *
   * @throws InvalidQueryException if there cannot be a value
   */
  ColumnType typeAt(List<String> path) {
    int index = schema.indexOf(path.get(0));
    if (index < 0) {
      if (open) {
        return ANYTHING;
      }
      throw unknownColumn(path.get(0), schema.names());
    }
    ColumnType type = schema.columns().get(index).type();
    for (int depth = 1; depth < path.size() && type.kind() != Kind.JSON; depth++) {
      type = below(path, depth, type);
    }
    return type;
  }

  private static ColumnType below(List<String> path, int depth, ColumnType type) {
    if (type.kind() == Kind.MAP) {
      return type.element().get(0).type();
    }
    String parent = ColumnPath.print(path.subList(0, depth));
    if (type.kind() != Kind.STRUCT) {
      throw new InvalidQueryException(
          "The filter looks for "
              + ColumnPath.print(path)
              + ", but column "
              + parent
              + " is "
              + type
              + " and has no named parts");
    }
    String name = path.get(depth);
    for (Column field : type.fields()) {
      if (field.name().equals(name)) {
        return field.type();
      }
    }
    List<String> names = type.fields().stream().map(Column::name).toList();
    throw new InvalidQueryException(
        "Column "
            + parent
            + " of the filter has no field \""
            + name
            + "\""
            + nearest(name, names)
            + listed(" Its fields are ", names));
  }

  /** The error for a column that is not among these. */
  public static InvalidQueryException unknownColumn(String name, Collection<String> known) {
    return new InvalidQueryException(
        "There is no column \""
            + name
            + "\", which the query names"
            + nearest(name, known)
            + listed(" The columns are ", known));
  }

  private static String nearest(String name, Collection<String> known) {
    String hint = NearestName.hint(name, known);
    return hint.isEmpty() && !known.isEmpty() ? "." : hint;
  }

  private static String listed(String start, Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String shown =
        names.stream()
            .limit(NAMES_SHOWN)
            .map(name -> ColumnPath.print(List.of(name)))
            .collect(Collectors.joining(", "));
    int more = names.size() - NAMES_SHOWN;
    return start + shown + (more > 0 ? " and " + more + " more" : "");
  }
}
