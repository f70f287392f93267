package dev.checkpoint4j.parquet;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.query.Filter.Match;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a filter on the values of one leaf, and what can be said about it without looking
 * at each of them. Comparisons are made by core's own filters, so that they mean the same. Used by
 * one thread.
 */
final class Condition {
  /** The column under which a value of the leaf is shown to a filter. */
  private static final String VALUE = "v";

  private final Filter filter;
  private final Shape.Leaf leaf;
  private final RecordSchema schema;
  private final Map<Filter, RowFilter> compiled = new HashMap<>();

  Condition(Filter filter, Shape.Leaf leaf) {
    this.filter = filter;
    this.leaf = leaf;
    this.schema = new RecordSchema(List.of(Column.of(VALUE, leaf.type(), true)), Map.of());
  }

  Shape.Leaf leaf() {
    return leaf;
  }

  /** Whether a value of such a range may make the condition true, or false if not {@code truth}. */
  boolean may(boolean truth, LeafRange range) {
    if (filter instanceof Filter.IsNull) {
      return truth ? range.mayBeNull() : range.hasValues();
    }
    if (filter instanceof Filter.In in && in.values().isEmpty()) {
      return !truth;
    }
    if (filter instanceof Filter.ListSize || (filter instanceof Filter.ListContains && !truth)) {
      return true;
    }
    if (!range.hasValues()) {
      return false;
    }
    Object min = range.min();
    Object max = range.max();
    if (min == null || max == null) {
      return true;
    }
    if (filter instanceof Filter.Compare c) {
      return truth ? mayBe(c.comparison(), c.value(), min, max) : mayNotBe(c, min, max);
    }
    if (!truth) {
      return true;
    }
    if (filter instanceof Filter.In in) {
      return in.values().stream().anyMatch(v -> mayBe(Comparison.EQ, v, min, max));
    }
    if (filter instanceof Filter.ListContains has) {
      return mayBe(Comparison.EQ, has.value(), min, max);
    }
    return filter instanceof Filter.StringMatch match ? mayMatch(match, min, max) : true;
  }

  private boolean mayBe(Comparison comparison, Object constant, Object min, Object max) {
    if (min instanceof Boolean) {
      return is(comparison, constant, min) || is(comparison, constant, max);
    }
    return switch (comparison) {
      case EQ -> is(Comparison.LE, constant, min) && is(Comparison.GE, constant, max);
      case LT, LE -> is(comparison, constant, min);
      case GT, GE -> is(comparison, constant, max);
      case NE -> true;
    };
  }

  private boolean mayNotBe(Filter.Compare c, Object min, Object max) {
    // What is not a number is in no range and makes every comparison but one false.
    if (min instanceof Float || min instanceof Double) {
      return true;
    }
    Comparison opposite =
        switch (c.comparison()) {
          case EQ -> Comparison.NE;
          case NE -> Comparison.EQ;
          case LT -> Comparison.GE;
          case LE -> Comparison.GT;
          case GT -> Comparison.LE;
          case GE -> Comparison.LT;
        };
    return mayBe(opposite, c.value(), min, max);
  }

  private boolean mayMatch(Filter.StringMatch match, Object min, Object max) {
    if (match.ignoreCase() || match.match() == Match.CONTAINS || !(min instanceof String least)) {
      return true;
    }
    if (match.match() == Match.EQUALS) {
      return mayBe(Comparison.EQ, match.text(), min, max);
    }
    return is(Comparison.GE, match.text(), max)
        && (is(Comparison.LE, match.text(), min) || least.startsWith(match.text()));
  }

  private boolean is(Comparison comparison, Object constant, Object value) {
    return test(new Filter.Compare(VALUE, comparison, constant), value);
  }

  private boolean test(Filter filterOfValue, Object value) {
    return compiled
        .computeIfAbsent(filterOfValue, f -> RowFilter.compile(f, schema, false))
        .test(Map.of(VALUE, value));
  }

  /** Whether the values themselves tell more than their range: where one value is looked for. */
  boolean looksForValues() {
    return filter instanceof Filter.In
        || filter instanceof Filter.StringMatch
        || filter instanceof Filter.ListContains
        || (filter instanceof Filter.Compare c && c.comparison() == Comparison.EQ);
  }

  /** Whether one of these values makes the condition true, or false if not {@code truth}. */
  boolean anyOf(boolean truth, Iterable<Object> values) {
    Filter ofValue =
        filter instanceof Filter.Compare c
            ? new Filter.Compare(VALUE, c.comparison(), c.value())
            : filter instanceof Filter.In in
                ? new Filter.In(VALUE, in.values())
                : filter instanceof Filter.StringMatch m
                    ? new Filter.StringMatch(VALUE, m.match(), m.text(), m.ignoreCase())
                    : new Filter.Compare(
                        VALUE, Comparison.EQ, ((Filter.ListContains) filter).value());
    if (!truth && filter instanceof Filter.ListContains) {
      return true;
    }
    Filter wanted = truth ? ofValue : ofValue.not();
    for (Object value : values) {
      if (test(wanted, value)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The values of which one must be there for the condition to be true; null if there is no such.
   */
  @Nullable List<?> oneOf() {
    if (filter instanceof Filter.In in) {
      return in.values();
    }
    if (filter instanceof Filter.ListContains has) {
      return List.of(has.value());
    }
    if (filter instanceof Filter.StringMatch match) {
      return match.match() == Match.EQUALS && !match.ignoreCase() ? List.of(match.text()) : null;
    }
    return filter instanceof Filter.Compare c && c.comparison() == Comparison.EQ
        ? List.of(c.value())
        : null;
  }

  /** Whether this leaf's values are strings. */
  boolean isText() {
    return leaf.form() == LeafForm.TEXT && leaf.type().kind() == ColumnType.Kind.STRING;
  }
}
