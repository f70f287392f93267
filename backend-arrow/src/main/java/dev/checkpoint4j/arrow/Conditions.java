package dev.checkpoint4j.arrow;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of filters that columns can decide, with exactly the meaning that {@link
 * dev.checkpoint4j.spi.RowFilter} has.
 */
final class Conditions {
  private static final int MAX_CONSTANTS = 16;
  private static final int MAX_DEPTH = 50;
  private static final long EXACT_IN_DOUBLE = 1L << 53;
  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private final RecordSchema schema;
  private final List<Plan> plans;

  Conditions(RecordSchema schema, List<Plan> plans) {
    this.schema = schema;
    this.plans = plans;
  }

  /** The condition of a filter; null if rows must be looked at. */
  @Nullable Condition compile(Filter filter) {
    return compile(filter, 0);
  }

  private @Nullable Condition compile(Filter filter, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    if (filter instanceof Filter.And and) {
      List<Condition> parts = compile(and.filters(), depth);
      return parts == null ? null : new Condition.All(parts);
    }
    if (filter instanceof Filter.Or or) {
      List<Condition> parts = compile(or.filters(), depth);
      return parts == null ? null : new Condition.Any(parts);
    }
    if (filter instanceof Filter.Not not) {
      Condition part = compile(not.filter(), depth + 1);
      return part == null ? null : new Condition.Not(part);
    }
    return value(filter);
  }

  private @Nullable List<Condition> compile(List<Filter> filters, int depth) {
    List<Condition> parts = new ArrayList<>();
    for (Filter filter : filters) {
      Condition part = compile(filter, depth + 1);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return parts;
  }

  private @Nullable Condition value(Filter filter) {
    // A path of one plain name is that name; all else is left to the rows.
    int column = schema.indexOf(filter.paths().get(0));
    if (column < 0
        || filter.paths().get(0).matches("(?s).*[.`].*")
        || !plans.get(column).isDirect()) {
      return null;
    }
    if (filter instanceof Filter.IsNull) {
      // A JSON text may be the null of JSON.
      if (plans.get(column).type().kind() == Kind.JSON) {
        return null;
      }
      return new ValueConditions.Missing(column);
    }
    if (filter instanceof Filter.Compare compare) {
      return compare(column, compare.comparison(), compare.value());
    }
    if (filter instanceof Filter.In in && !in.values().isEmpty()) {
      return in(column, in.values());
    }
    if (filter instanceof Filter.StringMatch match && !match.ignoreCase()) {
      return switch (match.match()) {
        case CONTAINS -> text(column, ValueConditions.TextTest.CONTAINS, match.text());
        case STARTS_WITH -> text(column, ValueConditions.TextTest.STARTS, match.text());
        case EQUALS -> text(column, ValueConditions.TextTest.EQ, match.text());
      };
    }
    return null;
  }

  private @Nullable Condition in(int column, List<?> constants) {
    List<Condition> parts = new ArrayList<>();
    for (Object constant : constants) {
      Condition part = compare(column, Comparison.EQ, constant);
      if (part == null || parts.size() == MAX_CONSTANTS) {
        return null;
      }
      parts.add(part);
    }
    return new Condition.Any(parts);
  }

  private @Nullable Condition compare(int column, Comparison comparison, Object constant) {
    Kind kind = plans.get(column).type().kind();
    if (constant instanceof String text && kind == Kind.STRING) {
      return text(column, ValueConditions.TextTest.valueOf(comparison.name()), text);
    }
    if (constant instanceof Boolean truth && kind == Kind.BOOLEAN) {
      return new ValueConditions.Bool(column, truth == (comparison == Comparison.EQ));
    }
    if (constant instanceof Number number) {
      return switch (kind) {
        case INT32, INT64 -> isInteger(column) ? whole(column, comparison, number) : null;
        case FLOAT32, FLOAT64 -> floating(column, comparison, number);
        default -> null;
      };
    }
    return null;
  }

  private boolean isInteger(int column) {
    ArrowType type = plans.get(column).field().type();
    // Of the unsigned ones, those of 32 bits are read as something wider.
    return type.id() == ArrowType.Id.DURATION
        || (type.id() == ArrowType.Id.INT && (type.flag() || type.size() < Integer.SIZE));
  }

  private @Nullable Condition text(int column, ValueConditions.TextTest test, String constant) {
    ArrowType.Id id = plans.get(column).field().type().id();
    boolean plain =
        id == ArrowType.Id.UTF8 || id == ArrowType.Id.LARGE_UTF8 || id == ArrowType.Id.UTF8_VIEW;
    if (!plain || plans.get(column).type().kind() != Kind.STRING) {
      return null;
    }
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(constant));
      byte[] encoded = new byte[bytes.remaining()];
      bytes.get(encoded);
      return new ValueConditions.Text(column, test, encoded);
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static @Nullable Condition whole(int column, Comparison comparison, Number constant) {
    if (constant instanceof Double) {
      return null;
    }
    BigDecimal exact =
        constant instanceof BigDecimal decimal ? decimal : new BigDecimal(constant.toString());
    if (exact.compareTo(MIN) <= 0 || exact.compareTo(MAX) >= 0) {
      return null;
    }
    if (Math.abs((long) exact.scale()) > 1_000) {
      return null;
    }
    long floor = exact.setScale(0, RoundingMode.FLOOR).longValueExact();
    boolean isWhole = exact.compareTo(BigDecimal.valueOf(floor)) == 0;
    long below = isWhole ? floor - 1 : floor;
    long above = floor + 1;
    return switch (comparison) {
      case EQ -> new ValueConditions.Whole(column, isWhole ? floor : 1, isWhole ? floor : 0, false);
      case NE -> new ValueConditions.Whole(column, isWhole ? floor : 1, isWhole ? floor : 0, true);
      case LT -> new ValueConditions.Whole(column, Long.MIN_VALUE, below, false);
      case LE -> new ValueConditions.Whole(column, Long.MIN_VALUE, floor, false);
      case GT -> new ValueConditions.Whole(column, above, Long.MAX_VALUE, false);
      case GE -> new ValueConditions.Whole(column, isWhole ? floor : above, Long.MAX_VALUE, false);
    };
  }

  private @Nullable Condition floating(int column, Comparison comparison, Number constant) {
    int bits = plans.get(column).field().type().size();
    double value;
    if (constant instanceof Long number && Math.abs(number) <= EXACT_IN_DOUBLE) {
      value = number;
    } else if (constant instanceof BigDecimal decimal && decimal.scale() > 0) {
      boolean narrow = plans.get(column).type().kind() == Kind.FLOAT32;
      value = narrow ? decimal.floatValue() : decimal.doubleValue();
    } else {
      return null;
    }
    return bits < Float.SIZE || Double.isInfinite(value)
        ? null
        : new ValueConditions.Floating(column, comparison, value);
  }
}
