package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A 32-bit integer. */
record IntCell(String name) implements Cell {
  @Override
  public List<String> columns() {
    return List.of(name);
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    if (value == null) {
      to.setNull(at, Types.INTEGER);
    } else {
      to.setInt(at, (Integer) value);
    }
  }

  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    int value = from.getInt(at);
    return from.wasNull() ? null : (Object) value;
  }

  @Override
  public long bytes(@Nullable Object value) {
    return Integer.BYTES;
  }

  @Override
  public @Nullable TwoSided condition(Filter leaf, Database database, Spec spec) {
    return NumberConditions.ofWhole(leaf, name);
  }
}
