package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list whose elements are rows of a table of their own; here stands its size, which tells null
 * from empty.
 *
 * @param table the elements' table
 * @param cells its columns
 * @param struct whether an element is a struct of these, or the value of the only one
 */
record ChildrenCell(String name, String table, List<Cell> cells, boolean struct) implements Cell {
  private String size() {
    return name + "_size";
  }

  @Override
  public List<String> columns() {
    return List.of(size());
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    if (value instanceof List<?> list) {
      to.setInt(at, list.size());
    } else {
      to.setNull(at, Types.INTEGER);
    }
  }

  /** A list for the elements, with room for as many as there are. */
  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    int size = from.getInt(at);
    return from.wasNull() ? null : new ArrayList<@Nullable Object>(Math.min(size, 1024));
  }

  @Override
  public long bytes(@Nullable Object value) {
    long bytes = Integer.BYTES;
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (struct && element instanceof Object[] fields) {
          for (int i = 0; i < fields.length; i++) {
            bytes += cells.get(i).bytes(fields[i]);
          }
        } else if (!struct) {
          bytes += cells.get(0).bytes(element);
        }
      }
    }
    return bytes;
  }

  @Override
  public @Nullable TwoSided condition(Filter leaf, Database database, Spec spec) {
    if (leaf instanceof Filter.IsNull) {
      return TwoSided.isNull(size());
    }
    if (leaf instanceof Filter.ListSize by) {
      return NumberConditions.comparison(by.comparison(), by.size(), size());
    }
    if (leaf instanceof Filter.ListContains has
        && !struct
        && has.value() instanceof String text
        && TextConditions.isPlain(text)) {
      String exists =
          "exists (select 1 from %1$s m where m.rowset_id = %2$s.rowset_id and m.parent_position ="
              + " %2$s.position and m.%3$s = ?)";
      String there = exists.formatted(table, spec.table(), cells.get(0).name());
      TwoSided plain =
          new TwoSided(
              new Sql(there, List.of(text)),
              new Sql("(" + size() + " is not null and not " + there + ")", List.of(text)),
              true);
      return database == Database.POSTGRESQL ? plain.orAlways("is_escaped = 1") : plain;
    }
    return null;
  }
}
