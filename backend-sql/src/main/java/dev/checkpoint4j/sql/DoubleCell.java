package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A double. What not every database can hold (NaN, the infinities, -0.0) lies as its bits in a
 * second column, and the first is null.
 */
record DoubleCell(String name) implements Cell {
  private String bits() {
    return name + "_bits";
  }

  @Override
  public List<String> columns() {
    return List.of(name, bits());
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    to.setNull(at, Types.DOUBLE);
    to.setNull(at + 1, Types.BIGINT);
    if (value instanceof Double number) {
      if (number.isNaN() || number.isInfinite() || number.equals(-0.0)) {
        to.setLong(at + 1, Double.doubleToRawLongBits(number));
      } else {
        to.setDouble(at, number);
      }
    }
  }

  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    double value = from.getDouble(at);
    if (!from.wasNull()) {
      return value;
    }
    long bits = from.getLong(at + 1);
    return from.wasNull() ? null : (Object) Double.longBitsToDouble(bits);
  }

  @Override
  public long bytes(@Nullable Object value) {
    return Double.BYTES;
  }

  @Override
  public @Nullable TwoSided condition(Filter leaf, Database database, Spec spec) {
    if (leaf instanceof Filter.IsNull) {
      return new TwoSided(
          Sql.of(name + " is null and " + bits() + " is null"),
          Sql.of("(" + name + " is not null or " + bits() + " is not null)"),
          true);
    }
    TwoSided plain = NumberConditions.ofDouble(leaf, name);
    return plain == null ? null : plain.orAlways(bits() + " is not null");
  }
}
