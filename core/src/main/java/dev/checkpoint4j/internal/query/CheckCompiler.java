package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.query.Bytes;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/** Prepares comparisons with constants, and refuses those that can never be made. */
final class CheckCompiler {
  private static final int CONSTANT_SHOWN = 60;
  private static final Set<Kind> NUMBERS =
      Set.of(Kind.INT32, Kind.INT64, Kind.FLOAT32, Kind.FLOAT64, Kind.DECIMAL);
  private static final Set<Kind> TIMES = Set.of(Kind.TIMESTAMP, Kind.LOCAL_TIMESTAMP, Kind.DATE);

  private CheckCompiler() {}

  /**
   * A comparison of values of a type with a constant.
   *
   * @param path for the error message
   * @param constant as {@link Constants#of} gives it
   */
  static ValueCheck comparison(
      String path, ColumnType type, Comparison comparison, Object constant) {
    Kind kind = type.kind();
    if (constant instanceof Number number && fits(kind, NUMBERS)) {
      return number(comparison, number);
    }
    if (constant instanceof Boolean && fits(kind, Set.of(Kind.BOOLEAN))) {
      return equality(path, comparison, constant);
    }
    if (constant instanceof Bytes && fits(kind, Set.of(Kind.BINARY))) {
      return equality(path, comparison, constant);
    }
    if (constant instanceof String text) {
      if (fits(kind, Set.of(Kind.STRING))) {
        return new TextCheck(comparison, text);
      }
      if (TIMES.contains(kind)) {
        return new TimeCheck(comparison, time(path, type, text));
      }
    } else if (isTime(constant) && fits(kind, TIMES)) {
      return new TimeCheck(comparison, constant);
    }
    throw incomparable(path, type, constant);
  }

  private static boolean fits(Kind kind, Set<Kind> kinds) {
    return kind == Kind.JSON || kinds.contains(kind);
  }

  private static boolean isTime(Object constant) {
    return constant instanceof java.time.temporal.Temporal;
  }

  private static ValueCheck number(Comparison comparison, Number constant) {
    if (constant instanceof Double unusual) {
      return new UnusualNumberCheck(comparison, unusual);
    }
    if (constant instanceof BigDecimal decimal) {
      return new NumberCheck(comparison, decimal);
    }
    return new NumberCheck(
        comparison,
        constant instanceof BigInteger whole
            ? new BigDecimal(whole)
            : BigDecimal.valueOf(constant.longValue()));
  }

  private static ValueCheck equality(String path, Comparison comparison, Object constant) {
    if (comparison != Comparison.EQ && comparison != Comparison.NE) {
      throw new InvalidQueryException(
          "The filter compares column "
              + path
              + " with "
              + shown(constant)
              + " by "
              + comparison.symbol()
              + ", but "
              + (constant instanceof Boolean ? "booleans" : "bytes")
              + " have no order; use = or !=");
    }
    return new EqualityCheck(constant, comparison == Comparison.NE);
  }

  private static Object time(String path, ColumnType type, String text) {
    Object parsed = TimeText.parse(text);
    if (parsed == null) {
      throw new InvalidQueryException(
          "The filter compares column "
              + path
              + ", which is "
              + type
              + ", with "
              + shown(text)
              + ", but expected a time such as '2026-01-31', '2026-01-31T10:15:30' or"
              + " '2026-01-31T10:15:30Z'");
    }
    return parsed;
  }

  private static InvalidQueryException incomparable(String path, ColumnType type, Object constant) {
    String way =
        switch (type.kind()) {
          case LIST -> "; use size(" + path + ") or " + path + " has …";
          case STRUCT -> "; name one of its fields";
          case MAP -> "; name one of its keys, as in " + path + ".key";
          case BINARY -> "; write bytes in hexadecimal, as in x'cafe'";
          case STRING -> "; a string stands in quotes";
          default -> "";
        };
    return new InvalidQueryException(
        "The filter compares column "
            + path
            + ", which is "
            + type
            + ", with the "
            + name(constant)
            + " "
            + shown(constant)
            + ", to which it can never be equal"
            + way);
  }

  private static String name(Object constant) {
    if (constant instanceof Number) {
      return "number";
    }
    if (constant instanceof String) {
      return "string";
    }
    if (constant instanceof Boolean) {
      return "boolean";
    }
    return constant instanceof Bytes ? "bytes" : "time";
  }

  private static String shown(Object constant) {
    String text = Constants.print(constant);
    return text.length() <= CONSTANT_SHOWN ? text : text.substring(0, CONSTANT_SHOWN) + "…";
  }
}
