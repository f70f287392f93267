package dev.checkpoint4j.query;

import java.util.List;
import java.util.Objects;

/**
 * A condition on a row. Immutable and thread-safe; two filters are equal if they say the same in
 * the same words. Made with {@link Field#field}, parsed by {@link #parse}, printed in the same
 * language by {@link #toString}.
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
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(comparison, "comparison");
      Objects.requireNonNull(value, "value (use isNull() to look for nulls)");
    }

    @Override
    public String toString() {
      return FilterText.print(this);
    }
  }

  /** The value at a path is one of these constants, none of which is null. */
  record In(String path, List<?> values) implements Filter {
    /** Copies the list; refuses nulls in it. */
    public In {
      Objects.requireNonNull(path, "path");
      values = List.copyOf(values);
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
      Objects.requireNonNull(path, "path");
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
      Objects.requireNonNull(path, "path");
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
      Objects.requireNonNull(path, "path");
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
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(value, "value");
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

  /** True where both are. */
  default Filter and(Filter other) {
    return new And(List.of(this, Objects.requireNonNull(other, "other")));
  }

  /** True where either is. */
  default Filter or(Filter other) {
    return new Or(List.of(this, Objects.requireNonNull(other, "other")));
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

  /** The filter that every row passes. */
  static Filter all() {
    return new And(List.of());
  }

  /** Whether a row passes without being looked at. */
  default boolean isAll() {
    return this instanceof And and && and.filters().stream().allMatch(Filter::isAll);
  }
}
