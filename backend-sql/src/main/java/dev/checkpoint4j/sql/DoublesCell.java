package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vector of doubles, as their bytes, little-endian: numpy's {@code frombuffer} reads it. */
record DoublesCell(String name) implements Cell {
  @Override
  public List<String> columns() {
    return List.of(name);
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    if (value instanceof double[] doubles) {
      ByteBuffer bytes =
          ByteBuffer.allocate(doubles.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asDoubleBuffer().put(doubles);
      to.setBytes(at, bytes.array());
    } else {
      to.setNull(at, Types.BINARY);
    }
  }

  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    byte[] bytes = from.getBytes(at);
    if (bytes == null) {
      return null;
    }
    double[] doubles = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(doubles);
    return doubles;
  }

  @Override
  public long bytes(@Nullable Object value) {
    return value instanceof double[] doubles ? (long) doubles.length * Double.BYTES : 0;
  }

  @Override
  public @Nullable TwoSided condition(Filter leaf, Database database, Spec spec) {
    return leaf instanceof Filter.IsNull ? TwoSided.isNull(name) : null;
  }
}
