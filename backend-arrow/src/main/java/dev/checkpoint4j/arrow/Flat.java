package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.column.StringVector;
import org.jspecify.annotations.Nullable;

/** What the values of fields without parts are, and how they are read. */
final class Flat {
  private Flat() {}

  static Kind kind(ArrowType type) {
    return switch (type.id()) {
      case NULL -> Kind.JSON;
      case INT -> integer(type);
      case FLOAT -> type.size() == Double.SIZE ? Kind.FLOAT64 : Kind.FLOAT32;
      case UTF8, LARGE_UTF8, UTF8_VIEW, TIME -> Kind.STRING;
      case BINARY, LARGE_BINARY, BINARY_VIEW, FIXED_SIZE_BINARY -> Kind.BINARY;
      case BOOL -> Kind.BOOLEAN;
      case DECIMAL -> Kind.DECIMAL;
      case DATE -> Kind.DATE;
      case TIMESTAMP -> type.flag() ? Kind.TIMESTAMP : Kind.LOCAL_TIMESTAMP;
      case DURATION -> Kind.INT64;
      default -> throw Problems.unreadable("the Arrow type " + type.id() + " is not read");
    };
  }

  private static Kind integer(ArrowType type) {
    if (type.size() == Long.SIZE) {
      return type.flag() ? Kind.INT64 : Kind.DECIMAL;
    }
    return type.size() == Integer.SIZE && !type.flag() ? Kind.INT64 : Kind.INT32;
  }

  static ColumnReader reader(Field field) {
    ArrowType type = field.type();
    return switch (type.id()) {
      case NULL -> nulls();
      case INT -> (b, from, n) -> Numbers.integers(b, field, type, from, n);
      case FLOAT -> (b, from, n) -> Numbers.floats(b, field, from, n);
      case UTF8, LARGE_UTF8, UTF8_VIEW -> (b, from, n) -> Texts.texts(b, field, from, n);
      case BINARY, LARGE_BINARY, BINARY_VIEW, FIXED_SIZE_BINARY ->
          (b, from, n) -> Texts.binaries(b, field, from, n);
      case BOOL -> (b, from, n) -> Numbers.booleans(b, field, from, n);
      case DECIMAL -> (b, from, n) -> Numbers.decimals(b, field, from, n);
      case DATE -> (b, from, n) -> Times.dates(b, field, from, n);
      case TIME -> (b, from, n) -> Times.timesOfDay(b, field, from, n);
      case TIMESTAMP -> (b, from, n) -> Times.timestamps(b, field, from, n);
      case DURATION -> (b, from, n) -> Times.durations(b, field, from, n);
      default -> throw Problems.unreadable("the Arrow type " + type.id() + " is not read");
    };
  }

  private static ColumnReader nulls() {
    return (batch, from, count) -> {
      boolean[] all = new boolean[count];
      java.util.Arrays.fill(all, true);
      return new StringVector(count, new @Nullable String[count], null, all);
    };
  }
}
