package dev.checkpoint4j.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the canonical values of one column lie in the columns of a table. Stateless. */
interface Cell {
  /** The name of the column in the schema. */
  String name();

  /** The table's columns, at least one. */
  List<String> columns();

  /**
   * Binds a value to as many parameters as there are columns.
   *
   * @param at the index of the first
   * @param escaped whether texts are {@linkplain Texts escaped}
   */
  void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException;

  /** Reads a value; a list of child rows is read elsewhere. */
  @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException;

  /** About how many bytes a value takes. */
  long bytes(@Nullable Object value);

  /** What conditions on this column become; null if the database is not asked. */
  default @Nullable TwoSided condition(
      dev.checkpoint4j.query.Filter leaf, Database database, Spec spec) {
    return null;
  }
}
