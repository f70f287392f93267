package dev.checkpoint4j.query;

import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.internal.query.Constants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A condition on a row. Immutable and thread-safe; two filters are equal if they say the same in
 * the same words. Made with {@link Field#field}, parsed by {@link #parse}, printed in the same
 * language by {@code toString}, which {@link #parse} reads back to an equal filter.
 *
 * <p>Paths and constants are kept in one form each, so that {@code field("n").eq(1)} equals {@code
 * field("n").eq(1L)}: a path with only the back-quotes it needs; a whole number as a {@link Long}
 * or, beyond that, a {@link java.math.BigInteger}; a number with a fraction (or of more than 1,000
 * digits) as a {@link java.math.BigDecimal} without trailing zeros; NaN and the infinities as
 * {@link Double}; enums, UUIDs and durations as their text; times with an offset or a zone as
 * {@link java.time.Instant}; {@code byte[]} as {@link Bytes}. {@link String}, {@link Boolean},
 * {@link java.time.LocalDateTime} and {@link java.time.LocalDate} stay. Other constants and bad
 * paths are refused with {@link dev.checkpoint4j.InvalidQueryException}.
 *
 * <p>The logic is SQL's: a comparison with a null value, and {@code not} of it, is unknown, and a
 * row is kept only if the filter is true. {@code docs/query-language.md} defines each condition
 * exactly; the evaluation in core is the reference that every backend's pushdown must agree with.
 */
public sealed interface Filter {
  /** How two values compare. */
  enum Comparison {
    /** Equal. */
    EQ("="),
    /** Not equal. */
    NE("!="),
    /** Less. */
    LT("<"),
    /** Less or equal. */
    LE("<="),
    /** Greater. */
    GT(">"),
    /** Greater or equal. */
    GE(">=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    /** As written in a textual filter. */
    public String symbol() {
      return symbol;
    }
  }

  /** Which part of a string must match. */
  enum Match {
    /** The text stands anywhere in it. */
    CONTAINS("contains"),
    /** It begins with the text. */
    STARTS_WITH("startsWith"),
    /** It is the text; useful where case is ignored. */
    EQUALS("equals");

    private final String word;

    Match(String word) {
      this.word = word;
    }

    /** As written in a textual filter. */
    public String word() {
      return word;
    }
  }

  /** The value at a path compared with a constant, which is never null. */
  record Compare(String path, Comparison comparison, Object value) implements Filter {
    /** Refuses nulls. */
    public Compare {
      path = canonical(path);
      Objects.requireNonNull(comparison, "comparison");
      value = Constants.of(Objects.requireNonNull(value, "value (use isNull() to look for nulls)"));
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /**
   * The value at a path is one of these constants, none of which is null; false if there is none.
   */
  record In(String path, List<?> values) implements Filter {
    /** Copies the list, its values in their one form; refuses nulls in it. */
    public In {
      path = canonical(path);
      values = values.stream().map(v -> Constants.of(Objects.requireNonNull(v, "value"))).toList();
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** The value at a path is null or missing. Never unknown. */
  record IsNull(String path) implements Filter {
    /** Refuses null. */
    public IsNull {
      path = canonical(path);
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** The string at a path matches a text. */
  record StringMatch(String path, Match match, String text, boolean ignoreCase) implements Filter {
    /** Refuses nulls. */
    public StringMatch {
      path = canonical(path);
      Objects.requireNonNull(match, "match");
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** The number of elements of the list at a path compared with a number. */
  record ListSize(String path, Comparison comparison, long size) implements Filter {
    /** Refuses nulls. */
    public ListSize {
      path = canonical(path);
      Objects.requireNonNull(comparison, "comparison");
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** The list at a path has an element equal to a constant, which is never null. */
  record ListContains(String path, Object value) implements Filter {
    /** Refuses nulls. */
    public ListContains {
      path = canonical(path);
      value = Constants.of(Objects.requireNonNull(value, "value"));
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** All of these; true if there are none. */
  record And(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public And {
      filters = List.copyOf(filters);
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** Any of these; false if there are none. */
  record Or(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public Or {
      filters = List.copyOf(filters);
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** The opposite; unknown stays unknown. */
  record Not(Filter filter) implements Filter {
    /** Refuses null. */
    public Not {
      Objects.requireNonNull(filter, "filter");
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** True where both are. A filter that is itself an <i>and</i> gets longer, not deeper. */
  default Filter and(Filter other) {
    List<Filter> own = this instanceof And and ? and.filters() : List.of();
    return new And(appended(own.size() > 1 ? own : List.of(this), other));
  }

  /** True where either is. A filter that is itself an <i>or</i> gets longer, not deeper. */
  default Filter or(Filter other) {
    List<Filter> own = this instanceof Or or ? or.filters() : List.of();
    return new Or(appended(own.size() > 1 ? own : List.of(this), other));
  }

  /** True where this is false. */
  default Filter not() {
    return new Not(this);
  }

  /**
   * Reads a textual filter, such as {@code concerning_score >= 4 and topic contains 'python'}.
   *
   * @throws dev.checkpoint4j.InvalidQueryException with the position, if it is not one
   */
  static Filter parse(String text) {
    return FilterText.parse(Objects.requireNonNull(text, "text"));
  }

  /** The paths that the filter looks at, each once, in its order. */
  default List<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    Deque<Filter> pending = new ArrayDeque<>(List.of(this));
    while (!pending.isEmpty()) {
      Filter filter = pending.pop();
      if (filter instanceof And and) {
        pushAll(and.filters(), pending);
      } else if (filter instanceof Or or) {
        pushAll(or.filters(), pending);
      } else if (filter instanceof Not not) {
        pending.push(not.filter());
      } else {
        paths.add(pathOf(filter));
      }
    }
    return List.copyOf(paths);
  }

  private static void pushAll(List<Filter> filters, Deque<Filter> pending) {
    for (int i = filters.size() - 1; i >= 0; i--) {
      pending.push(filters.get(i));
    }
  }

  private static String pathOf(Filter condition) {
    if (condition instanceof Compare compare) {
      return compare.path();
    }
    if (condition instanceof In in) {
      return in.path();
    }
    if (condition instanceof IsNull isNull) {
      return isNull.path();
    }
    if (condition instanceof StringMatch match) {
      return match.path();
    }
    return condition instanceof ListSize size ? size.path() : ((ListContains) condition).path();
  }

  private static List<Filter> appended(List<Filter> filters, Filter other) {
    List<Filter> longer = new ArrayList<>(filters);
    longer.add(Objects.requireNonNull(other, "other"));
    return longer;
  }

  private static String canonical(String path) {
    return ColumnPath.print(ColumnPath.parse(Objects.requireNonNull(path, "path")));
  }

  /** The filter that every row passes. */
  static Filter all() {
    return new And(List.of());
  }

  /** Whether a row passes without being looked at. */
  default boolean isAll() {
    return this instanceof And and && and.filters().stream().allMatch(Filter::isAll);
  }
}
