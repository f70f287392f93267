package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text.
 *
 * @param plain whether filters mean the text itself, and not what it says as JSON
 */
record TextCell(String name, boolean plain) implements Cell {
  TextCell(String name) {
    this(name, true);
  }

  @Override
  public List<String> columns() {
    return List.of(name);
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    if (value == null) {
      to.setNull(at, Types.VARCHAR);
    } else {
      to.setString(at, escaped ? Texts.escape((String) value) : (String) value);
    }
  }

  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    String text = from.getString(at);
    return text != null && escaped ? Texts.unescape(text) : text;
  }

  @Override
  public long bytes(@Nullable Object value) {
    return value == null ? 0 : ((String) value).length();
  }

  @Override
  public @Nullable TwoSided condition(Filter leaf, Database database, Spec spec) {
    TwoSided asText = plain ? TextConditions.of(leaf, name, database) : null;
    // An escaped row does not look as it reads.
    return asText == null || database != Database.POSTGRESQL
        ? asText
        : asText.orAlways("is_escaped = 1");
  }
}
