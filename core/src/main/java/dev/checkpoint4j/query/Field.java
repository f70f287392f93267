package dev.checkpoint4j.query;

import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.query.Filter.Match;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The place of a value in a row, from which conditions are made. Immutable and thread-safe.
 *
 * <p>A path is a column's name, or names joined by dots for what lies deeper ({@code
 * metadata.model}). A name that itself has a dot, a space or a quote is written in back-quotes
 * ({@code `odd.name`.x}).
 *
 * <p>Constants are numbers, strings, booleans, enums, {@link java.util.UUID}s, {@code byte[]} and
 * the types of {@code java.time}; others are refused with {@link
 * dev.checkpoint4j.InvalidQueryException}. Numbers compare by value whatever their Java type;
 * strings compare by code point; an enum stands for its stored name.
 *
 * <pre>{@code
 * import static dev.checkpoint4j.query.Field.field;
 *
 * Filter filter = field("concerning_score").ge(4).and(field("topic").contains("python"));
 * }</pre>
 */
public final class Field {
  private final String path;

  private Field(String path) {
    this.path = path;
  }

  /**
   * The place at this path.
   *
   * @throws dev.checkpoint4j.InvalidQueryException if it is no path; the message says where
   */
  public static Field field(String path) {
    return new Field(ColumnPath.print(ColumnPath.parse(Objects.requireNonNull(path, "path"))));
  }

  /** Equal to {@code value}. */
  public Filter eq(Object value) {
    return new Filter.Compare(path, Comparison.EQ, value);
  }

  /** Not equal to {@code value}; a null is not kept. */
  public Filter ne(Object value) {
    return new Filter.Compare(path, Comparison.NE, value);
  }

  /** Less than {@code value}. */
  public Filter lt(Object value) {
    return new Filter.Compare(path, Comparison.LT, value);
  }

  /** Less than or equal to {@code value}. */
  public Filter le(Object value) {
    return new Filter.Compare(path, Comparison.LE, value);
  }

  /** Greater than {@code value}. */
  public Filter gt(Object value) {
    return new Filter.Compare(path, Comparison.GT, value);
  }

  /** Greater than or equal to {@code value}. */
  public Filter ge(Object value) {
    return new Filter.Compare(path, Comparison.GE, value);
  }

  /** Equal to one of {@code values}; none of them keeps nothing. */
  public Filter in(Object... values) {
    return new Filter.In(path, List.of(values));
  }

  /** Equal to one of {@code values}; none of them keeps nothing. */
  public Filter in(Collection<?> values) {
    return new Filter.In(path, List.copyOf(values));
  }

  /** Null or missing. */
  public Filter isNull() {
    return new Filter.IsNull(path);
  }

  /** Neither null nor missing. */
  public Filter isNotNull() {
    return new Filter.Not(isNull());
  }

  /** A string in which {@code text} stands. */
  public Filter contains(String text) {
    return new Filter.StringMatch(path, Match.CONTAINS, text, false);
  }

  /** A string in which {@code text} stands, in any case. */
  public Filter containsIgnoreCase(String text) {
    return new Filter.StringMatch(path, Match.CONTAINS, text, true);
  }

  /** A string that begins with {@code text}. */
  public Filter startsWith(String text) {
    return new Filter.StringMatch(path, Match.STARTS_WITH, text, false);
  }

  /** A string that begins with {@code text}, in any case. */
  public Filter startsWithIgnoreCase(String text) {
    return new Filter.StringMatch(path, Match.STARTS_WITH, text, true);
  }

  /** A string equal to {@code text}, in any case. */
  public Filter equalsIgnoreCase(String text) {
    return new Filter.StringMatch(path, Match.EQUALS, text, true);
  }

  /** The number of elements of the list here. */
  public Size size() {
    return new Size(path);
  }

  /** A list with an element equal to {@code value}. */
  public Filter has(Object value) {
    return new Filter.ListContains(path, value);
  }

  /** The path. */
  @Override
  public String toString() {
    return path;
  }

  /**
   * The number of elements of a list, from which conditions are made. Immutable and thread-safe.
   */
  public static final class Size {
    private final String path;

    private Size(String path) {
      this.path = path;
    }

    /** Exactly {@code size} elements. */
    public Filter eq(long size) {
      return new Filter.ListSize(path, Comparison.EQ, size);
    }

    /** Any other number of elements. */
    public Filter ne(long size) {
      return new Filter.ListSize(path, Comparison.NE, size);
    }

    /** Fewer elements. */
    public Filter lt(long size) {
      return new Filter.ListSize(path, Comparison.LT, size);
    }

    /** At most {@code size} elements. */
    public Filter le(long size) {
      return new Filter.ListSize(path, Comparison.LE, size);
    }

    /** More elements. */
    public Filter gt(long size) {
      return new Filter.ListSize(path, Comparison.GT, size);
    }

    /** At least {@code size} elements. */
    public Filter ge(long size) {
      return new Filter.ListSize(path, Comparison.GE, size);
    }
  }
}
