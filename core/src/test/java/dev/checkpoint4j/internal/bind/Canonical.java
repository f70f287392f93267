package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that values are of the classes that a schema promises to backends. */
final class Canonical {
  private Canonical() {}

  static void check(@Nullable Object[] row, List<Column> columns) {
    assertThat(row).hasSize(columns.size());
    for (int i = 0; i < row.length; i++) {
      check(row[i], columns.get(i));
    }
  }

  private static void check(@Nullable Object value, Column column) {
    if (value == null) {
      assertThat(column.nullable()).as("%s may be null", column).isTrue();
      return;
    }
    ColumnType type = column.type();
    switch (type.kind()) {
      case BOOLEAN -> is(value, Boolean.class, column);
      case INT32 -> is(value, Integer.class, column);
      case INT64 -> is(value, Long.class, column);
      case FLOAT32 -> is(value, Float.class, column);
      case FLOAT64 -> is(value, Double.class, column);
      case STRING, JSON -> is(value, String.class, column);
      case BINARY -> is(value, byte[].class, column);
      case TIMESTAMP -> is(value, Instant.class, column);
      case LOCAL_TIMESTAMP -> is(value, LocalDateTime.class, column);
      case DATE -> is(value, LocalDate.class, column);
      case DECIMAL -> is(value, BigDecimal.class, column);
      case LIST -> checkList(value, column);
      case STRUCT -> {
        is(value, Object[].class, column);
        check((@Nullable Object[]) value, type.fields());
      }
      case MAP ->
          ((Map<?, ?>) value)
              .forEach(
                  (key, each) -> {
                    is(key, String.class, column);
                    check(each, type.element().get(0));
                  });
    }
  }

  private static void checkList(Object value, Column column) {
    Column element = column.type().element().get(0);
    Class<?> primitive =
        element.nullable()
            ? null
            : switch (element.type().kind()) {
              case INT32 -> int[].class;
              case INT64 -> long[].class;
              case FLOAT32 -> float[].class;
              case FLOAT64 -> double[].class;
              default -> null;
            };
    if (primitive != null) {
      is(value, primitive, column);
    } else {
      is(value, List.class, column);
      ((List<?>) value).forEach(each -> check(each, element));
    }
  }

  private static void is(Object value, Class<?> expected, Column column) {
    assertThat(value).as(column.toString()).isInstanceOf(expected);
  }
}
