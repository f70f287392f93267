package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instant, as seconds since 1970 and nanoseconds: the databases' own types end at microseconds
 * and at years that an instant goes beyond.
 */
record TimestampCell(String name) implements Cell {
  private String nano() {
    return name + "_nano";
  }

  @Override
  public List<String> columns() {
    return List.of(name, nano());
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    if (value instanceof Instant instant) {
      to.setLong(at, instant.getEpochSecond());
      to.setInt(at + 1, instant.getNano());
    } else {
      to.setNull(at, Types.BIGINT);
      to.setNull(at + 1, Types.INTEGER);
    }
  }

  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    long second = from.getLong(at);
    return from.wasNull() ? null : Instant.ofEpochSecond(second, from.getInt(at + 1));
  }

  @Override
  public long bytes(@Nullable Object value) {
    return Long.BYTES + Integer.BYTES;
  }

  @Override
  public @Nullable TwoSided condition(Filter leaf, Database database, Spec spec) {
    if (leaf instanceof Filter.IsNull) {
      return TwoSided.isNull(name);
    }
    if (!(leaf instanceof Filter.Compare compare) || !(compare.value() instanceof Instant at)) {
      return null;
    }
    List<Object> once = List.of(at.getEpochSecond(), (long) at.getNano());
    List<Object> twice = List.of(at.getEpochSecond(), at.getEpochSecond(), (long) at.getNano());
    String ordered = "(%1$s %2$s ? or (%1$s = ? and %1$s_nano %3$s ?))";
    Sql equal = new Sql("(%1$s = ? and %1$s_nano = ?)".formatted(name), once);
    Sql unequal = new Sql("(%1$s <> ? or %1$s_nano <> ?)".formatted(name), once);
    Sql less = new Sql(ordered.formatted(name, "<", "<"), twice);
    Sql lessOrEqual = new Sql(ordered.formatted(name, "<", "<="), twice);
    Sql greater = new Sql(ordered.formatted(name, ">", ">"), twice);
    Sql greaterOrEqual = new Sql(ordered.formatted(name, ">", ">="), twice);
    return switch (compare.comparison()) {
      case EQ -> new TwoSided(equal, unequal, true);
      case NE -> new TwoSided(unequal, equal, true);
      case LT -> new TwoSided(less, greaterOrEqual, true);
      case LE -> new TwoSided(lessOrEqual, greater, true);
      case GT -> new TwoSided(greater, lessOrEqual, true);
      case GE -> new TwoSided(greaterOrEqual, less, true);
    };
  }
}
