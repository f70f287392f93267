package dev.checkpoint4j.schema;

import java.util.List;
import java.util.Objects;

/**
 * The logical type of a column or of a nested value. Immutable. Each kind has one Java class in
 * which backends exchange its values, the <i>canonical</i> one:
 *
 * <table>
 *   <caption>Kinds and canonical classes</caption>
 *   <tr><th>kind</th><th>canonical class</th></tr>
 *   <tr><td>BOOLEAN</td><td>{@link Boolean}</td></tr>
 *   <tr><td>INT32</td><td>{@link Integer}</td></tr>
 *   <tr><td>INT64</td><td>{@link Long}</td></tr>
 *   <tr><td>FLOAT32</td><td>{@link Float}</td></tr>
 *   <tr><td>FLOAT64</td><td>{@link Double}</td></tr>
 *   <tr><td>STRING</td><td>{@link String}</td></tr>
 *   <tr><td>BINARY</td><td>{@code byte[]}</td></tr>
 *   <tr><td>TIMESTAMP</td><td>{@link java.time.Instant}</td></tr>
 *   <tr><td>LOCAL_TIMESTAMP</td><td>{@link java.time.LocalDateTime}</td></tr>
 *   <tr><td>DATE</td><td>{@link java.time.LocalDate}</td></tr>
 *   <tr><td>DECIMAL</td><td>{@link java.math.BigDecimal}, its scale kept</td></tr>
 *   <tr><td>LIST</td><td>{@link List} of canonical elements; for an element that is never null of kind
 *       INT32, INT64, FLOAT32 or FLOAT64 a {@code int[]}, {@code long[]}, {@code float[]} or {@code
 *       double[]}</td></tr>
 *   <tr><td>STRUCT</td><td>{@code Object[]}, one canonical value a field</td></tr>
 *   <tr><td>MAP</td><td>{@link java.util.Map} from String to canonical values, in order</td></tr>
 *   <tr><td>JSON</td><td>{@link String}, a JSON text</td></tr>
 * </table>
 *
 * @param kind what the values are
 * @param element what a LIST or a MAP holds: one column, named {@code element} or {@code value};
 *     empty otherwise
 * @param fields the columns of a STRUCT; empty otherwise
 */
public record ColumnType(Kind kind, List<Column> element, List<Column> fields) {
  /** What the values of a column are. */
  public enum Kind {
    /** True or false. */
    BOOLEAN,
    /** 32-bit signed integer. */
    INT32,
    /** 64-bit signed integer. */
    INT64,
    /** IEEE 754 single precision. */
    FLOAT32,
    /** IEEE 754 double precision. */
    FLOAT64,
    /** Unicode text. */
    STRING,
    /** Bytes. */
    BINARY,
    /** An instant on the UTC time line, to the nanosecond. */
    TIMESTAMP,
    /** A date and time of day with no zone, to the nanosecond. */
    LOCAL_TIMESTAMP,
    /** A calendar date. */
    DATE,
    /** A decimal number of any precision; values of one column may differ in scale. */
    DECIMAL,
    /** Values of one type, in order. */
    LIST,
    /** Named fields. */
    STRUCT,
    /** Values of one type by string key. */
    MAP,
    /** Whatever has no columnar type, as JSON text. */
    JSON
  }

  /** Checks that the parts fit the kind. */
  public ColumnType {
    Objects.requireNonNull(kind, "kind");
    element = List.copyOf(element);
    fields = List.copyOf(fields);
    int expected = kind == Kind.LIST || kind == Kind.MAP ? 1 : 0;
    if (element.size() != expected) {
      throw new IllegalArgumentException(kind + " has " + element.size() + " element columns");
    }
    if (kind != Kind.STRUCT && !fields.isEmpty()) {
      throw new IllegalArgumentException(kind + " has no fields");
    }
  }

  /** A type without parts. */
  public static ColumnType of(Kind kind) {
    return new ColumnType(kind, List.of(), List.of());
  }

  /** A list of elements of one type. */
  public static ColumnType listOf(ColumnType element, boolean nullable) {
    return new ColumnType(Kind.LIST, List.of(Column.of("element", element, nullable)), List.of());
  }

  /** A map from strings to values of one type. */
  public static ColumnType mapOf(ColumnType value, boolean nullable) {
    return new ColumnType(Kind.MAP, List.of(Column.of("value", value, nullable)), List.of());
  }

  /** A struct of named fields. */
  public static ColumnType structOf(List<Column> fields) {
    return new ColumnType(Kind.STRUCT, List.of(), fields);
  }

  /** As people read it: {@code int64}, {@code list<string>}, {@code struct<x: float64, …>}. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    if (kind == Kind.STRUCT) {
      StringBuilder text = new StringBuilder("struct<");
      for (Column field : fields) {
        text.append(text.length() > 7 ? ", " : "")
            .append(field.name())
            .append(": ")
            .append(field.type());
      }
      return text.append('>').toString();
    }
    return element.isEmpty() ? name : name + "<" + element.get(0).type() + ">";
  }
}
