package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowProblem.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The wording of everything that can be wrong with a value. Never says what the value is. */
final class Problems {
  private Problems() {}

  static RowProblem mismatch(Object expected, String found) {
    return new RowProblem(Kind.MISMATCH, "", "expected " + expected + " but found " + found);
  }

  static RowProblem mismatch(Object expected, String found, @Nullable Throwable cause) {
    return new RowProblem(Kind.MISMATCH, "", "expected " + expected + " but found " + found, cause);
  }

  static RowProblem mismatch(Object expected, JsonParser in) {
    return mismatch(expected, describe(in.currentToken()));
  }

  static RowProblem unsupported(String problem) {
    return new RowProblem(Kind.UNSUPPORTED, "", problem);
  }

  static RowProblem unsupported(String problem, @Nullable Throwable cause) {
    return new RowProblem(Kind.UNSUPPORTED, "", problem, cause);
  }

  static RowProblem corrupt(String problem) {
    return new RowProblem(Kind.CORRUPT, "", problem);
  }

  static void checkEnd(JsonParser in) {
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw corrupt("the row ends in the middle");
    }
  }

  static RowProblem duplicate(String key) {
    return new RowProblem(Kind.CORRUPT, key, "the key stands twice in its object");
  }

  static String element(int index) {
    return "[" + index + "]";
  }

  private static String describe(@Nullable JsonToken token) {
    if (token == null) {
      return "the end of the input";
    }
    return switch (token) {
      case VALUE_STRING -> "string";
      case VALUE_NUMBER_INT -> "integer";
      case VALUE_NUMBER_FLOAT -> "number with a fraction or exponent";
      case VALUE_TRUE, VALUE_FALSE -> "boolean";
      case VALUE_NULL -> "null";
      case START_OBJECT -> "object";
      case START_ARRAY -> "list";
      default -> "another token";
    };
  }

  static void checkDepth(JsonParser in) {
    if (in.getParsingContext().getNestingDepth() > Json.MAX_DEPTH) {
      throw new RowProblem(
          Kind.LIMIT, "", "nested deeper than " + Json.MAX_DEPTH + " objects and lists");
    }
  }

  static void checkDepth(JsonGenerator out) {
    if (out.getOutputContext().getNestingDepth() > Json.MAX_DEPTH) {
      throw tooDeep();
    }
  }

  static RowProblem tooDeep() {
    return unsupported(
        "nested deeper than "
            + Json.MAX_DEPTH
            + " objects and lists, or a collection that holds itself");
  }

  /** Moves to the next value; the end of the input is never a value. */
  static JsonToken next(JsonParser in) throws IOException {
    JsonToken token = in.nextToken();
    if (token == null) {
      throw corrupt("the row ends in the middle");
    }
    return token;
  }
}
