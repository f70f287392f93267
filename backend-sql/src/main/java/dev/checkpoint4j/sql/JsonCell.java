package dev.checkpoint4j.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole record as JSON text, in a column of the database's JSON type where it has an exact one.
 */
record JsonCell(String name) implements Cell {
  @Override
  public List<String> columns() {
    return List.of(name);
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    if (database == Database.POSTGRESQL) {
      to.setObject(at, value, Types.OTHER);
    } else {
      to.setString(at, (String) value);
    }
  }

  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    return from.getString(at);
  }

  @Override
  public long bytes(@Nullable Object value) {
    return value == null ? 0 : ((String) value).length();
  }
}
