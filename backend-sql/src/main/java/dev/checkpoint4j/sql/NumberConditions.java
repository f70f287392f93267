package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons of numbers. */
final class NumberConditions {
  /** Beyond this, a double is not every whole number. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE / 2);

  private NumberConditions() {}

  /** A condition on a column of whole numbers; null if the database is not asked. */
  static @Nullable TwoSided ofWhole(Filter leaf, String column) {
    if (leaf instanceof Filter.IsNull) {
      return TwoSided.isNull(column);
    }
    if (leaf instanceof Filter.Compare compare) {
      return whole(compare.comparison(), compare.value(), column);
    }
    return leaf instanceof Filter.In in ? anyOf(in, column) : null;
  }

  private static @Nullable TwoSided anyOf(Filter.In in, String column) {
    List<Sql> equal = new ArrayList<>();
    List<Sql> unequal = new ArrayList<>();
    for (Object value : in.values()) {
      TwoSided one = whole(Comparison.EQ, value, column);
      if (one == null) {
        return null;
      }
      equal.add(one.whenTrue());
      unequal.add(one.whenFalse());
    }
    return equal.isEmpty() || equal.size() > Conditions.MAX_VALUES
        ? null
        : new TwoSided(Sql.or(equal), Sql.and(unequal), true);
  }

  private static @Nullable TwoSided whole(Comparison comparison, Object constant, String column) {
    if (constant instanceof Long number) {
      return comparison(comparison, number, column);
    }
    if (!(constant instanceof BigDecimal decimal) || decimal.abs().compareTo(LARGEST) > 0) {
      return null;
    }
    if (decimal.scale() > 400) {
      return null;
    }
    // A fraction lies between two whole numbers.
    long below = decimal.setScale(0, RoundingMode.FLOOR).longValueExact();
    Sql present = Sql.of(column + " is not null");
    return switch (comparison) {
      case EQ -> new TwoSided(Sql.NEVER, present, true);
      case NE -> new TwoSided(present, Sql.NEVER, true);
      case LT, LE -> comparison(Comparison.LE, below, column);
      case GT, GE -> comparison(Comparison.GT, below, column);
    };
  }

  /** A comparison with a whole number. */
  static TwoSided comparison(Comparison comparison, Object constant, String column) {
    List<Object> parameters = List.of(constant);
    return new TwoSided(
        new Sql(column + " " + symbol(comparison) + " ?", parameters),
        new Sql(column + " " + symbol(opposite(comparison)) + " ?", parameters),
        true);
  }

  /** A condition on a column of doubles that are numbers; null if the database is not asked. */
  static @Nullable TwoSided ofDouble(Filter leaf, String column) {
    if (!(leaf instanceof Filter.Compare compare)) {
      return null;
    }
    Double constant = doubleOf(compare.value());
    return constant == null ? null : comparison(compare.comparison(), constant, column);
  }

  /** The double that a constant is compared as; null if that would not be exact. */
  static @Nullable Double doubleOf(Object constant) {
    if (constant instanceof Long number) {
      return Math.abs(number) <= EXACT_IN_DOUBLE ? (Double) number.doubleValue() : null;
    }
    if (constant instanceof BigDecimal decimal && decimal.stripTrailingZeros().scale() > 0) {
      double nearest = Double.parseDouble(decimal.toString());
      return Double.isInfinite(nearest) ? null : (Double) nearest;
    }
    return null;
  }

  static String symbol(Comparison comparison) {
    return comparison == Comparison.NE ? "<>" : comparison.symbol();
  }

  static Comparison opposite(Comparison comparison) {
    return switch (comparison) {
      case EQ -> Comparison.NE;
      case NE -> Comparison.EQ;
      case LT -> Comparison.GE;
      case LE -> Comparison.GT;
      case GT -> Comparison.LE;
      case GE -> Comparison.LT;
    };
  }
}
