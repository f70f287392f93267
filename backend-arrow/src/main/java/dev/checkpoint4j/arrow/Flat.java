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
      case INT -> (b, at) -> Numbers.integers(b, field, type, at);
      case FLOAT -> (b, at) -> Numbers.floats(b, field, at);
      case UTF8, LARGE_UTF8, UTF8_VIEW -> (b, at) -> Texts.texts(b, field, at);
      case BINARY, LARGE_BINARY, BINARY_VIEW, FIXED_SIZE_BINARY ->
          (b, at) -> Texts.binaries(b, field, at);
      case BOOL -> (b, at) -> Numbers.booleans(b, field, at);
      case DECIMAL -> (b, at) -> Numbers.decimals(b, field, at);
      case DATE -> (b, at) -> Times.dates(b, field, at);
      case TIME -> (b, at) -> Times.timesOfDay(b, field, at);
      case TIMESTAMP -> (b, at) -> Times.timestamps(b, field, at);
      case DURATION -> (b, at) -> Times.durations(b, field, at);
      default -> throw Problems.unreadable("the Arrow type " + type.id() + " is not read");
    };
  }

  private static ColumnReader nulls() {
    return (batch, at) -> {
      int count = at.size();
      boolean[] all = new boolean[count];
      java.util.Arrays.fill(all, true);
      return new StringVector(count, new @Nullable String[count], null, all);
    };
  }
}
