package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Exact numbers: nothing is narrowed, rounded or cut off without an error. */
final class Numbers {
  private static final double EXACT_LONG = 9.007199254740992E15;
  private static final int FLOAT_DIGITS = 9;

  /** As many digits as a double can show; a fraction with more is kept as a decimal. */
  static final int DOUBLE_DIGITS = 17;

  private Numbers() {}

  /** Reads a whole number in a range. */
  static long readWhole(JsonParser in, long min, long max, String expected) throws IOException {
    long value;
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw outside(expected);
      }
      value = in.getLongValue();
    } else if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      value = whole(readFraction(in), expected);
    } else {
      throw Problems.mismatch(expected, in);
    }
    return inRange(value, min, max, expected);
  }

  static long inRange(long value, long min, long max, String expected) {
    if (value < min || value > max) {
      throw outside(expected);
    }
    return value;
  }

  /** A whole number that another tool wrote with a fraction of zero. */
  static long whole(double value, String expected) {
    if (value != Math.rint(value) || Math.abs(value) > EXACT_LONG) {
      throw Problems.mismatch(expected, "a number with a fraction");
    }
    return (long) value;
  }

  private static RuntimeException outside(String expected) {
    return Problems.mismatch(expected, "an integer outside of its range");
  }

  /** Reads a double: a number, or the strings NaN, Infinity and -Infinity. */
  static double readDouble(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_NUMBER_FLOAT -> finiteDouble(in);
      case VALUE_NUMBER_INT -> exactDouble(in);
      case VALUE_STRING -> special(in, "float64");
      default -> throw Problems.mismatch("float64", in);
    };
  }

  private static double finiteDouble(JsonParser in) throws IOException {
    double value = readFraction(in);
    if (Double.isInfinite(value)) {
      throw Problems.mismatch("float64", "a number outside of its range");
    }
    return value;
  }

  private static double readFraction(JsonParser in) throws IOException {
    char[] text = in.getTextCharacters();
    return NumberInput.parseDouble(text, in.getTextOffset(), in.getTextLength(), true);
  }

  private static double exactDouble(JsonParser in) throws IOException {
    if (in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = in.getLongValue();
      return value == 0 && in.getText().startsWith("-") ? -0.0 : exactDouble(value);
    }
    BigInteger value = in.getBigIntegerValue();
    double rounded = value.doubleValue();
    if (Double.isInfinite(rounded) || !new BigDecimal(rounded).toBigInteger().equals(value)) {
      throw Problems.mismatch("float64", "an integer that it cannot hold exactly");
    }
    return rounded;
  }

  static double exactDouble(long value) {
    double rounded = (double) value;
    if ((long) rounded != value || rounded == 0x1p63) {
      throw Problems.mismatch("float64", "an integer that it cannot hold exactly");
    }
    return rounded;
  }

  /** Reads a float: what has more digits than a float must at least be one exactly. */
  static float readFloat(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_NUMBER_FLOAT -> finiteFloat(in);
      case VALUE_NUMBER_INT -> exactFloat(exactDouble(in));
      case VALUE_STRING -> (float) special(in, "float32");
      default -> throw Problems.mismatch("float32", in);
    };
  }

  private static float finiteFloat(JsonParser in) throws IOException {
    char[] text = in.getTextCharacters();
    int offset = in.getTextOffset();
    int length = in.getTextLength();
    float value = NumberInput.parseFloat(text, offset, length, true);
    if (Float.isInfinite(value)) {
      throw Problems.mismatch("float32", "a number outside of its range");
    }
    if (digits(text, offset, length, false) > FLOAT_DIGITS
        && value != NumberInput.parseDouble(text, offset, length, true)) {
      throw Problems.mismatch("float32", "a number that it cannot hold exactly");
    }
    return value;
  }

  static float exactFloat(double value) {
    float narrow = (float) value;
    if (Double.compare(narrow, value) != 0) {
      throw Problems.mismatch("float32", "a number that it cannot hold exactly");
    }
    return narrow;
  }

  private static double special(JsonParser in, String expected) throws IOException {
    Double value = special(in.getText());
    if (value == null) {
      throw Problems.mismatch(expected, in);
    }
    return value;
  }

  static @Nullable Double special(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  static void write(double value, JsonGenerator out) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(text(value));
    } else {
      out.writeString(Double.toString(value));
    }
  }

  static void write(float value, JsonGenerator out) throws IOException {
    if (Float.isFinite(value)) {
      out.writeNumber(text(value));
    } else {
      out.writeString(Float.toString(value));
    }
  }

  /** The JSON value, a string where it is no number. */
  static String json(double value) {
    return Double.isFinite(value) ? text(value) : '"' + Double.toString(value) + '"';
  }

  /** The JSON value, a string where it is no number. */
  static String json(float value) {
    return Float.isFinite(value) ? text(value) : '"' + Float.toString(value) + '"';
  }

  private static String text(double value) {
    String java = NumberOutput.toString(value, true);
    return isPlain(Math.abs(value)) ? java : format(java);
  }

  private static String text(float value) {
    String java = NumberOutput.toString(value, true);
    return isPlain(Math.abs(value)) ? java : format(java);
  }

  /** Where Java writes no exponent. */
  private static boolean isPlain(double magnitude) {
    return magnitude >= 1e-3 && magnitude < 1e7;
  }

  /**
   * From Java's style to the one of most JSON writers: no exponent from 1e-5 up to 1e16, and no
   * {@code .0} before an exponent.
   */
  static String format(String java) {
    int e = java.length() < 4 ? -1 : java.lastIndexOf('E');
    if (e < 0) {
      return java;
    }
    int start = java.charAt(0) == '-' ? 1 : 0;
    // Java always writes one digit, a point and at least one digit before the exponent.
    String digits =
        java.startsWith("0E", e - 1) && e - start == 3
            ? java.substring(start, start + 1)
            : java.charAt(start) + java.substring(start + 2, e);
    int exponent = Integer.parseInt(java, e + 1, java.length(), 10);
    StringBuilder text = new StringBuilder(24);
    text.append(java, 0, start);
    if (exponent >= 16 || exponent < -5) {
      text.append(digits.charAt(0));
      if (digits.length() > 1) {
        text.append('.').append(digits, 1, digits.length());
      }
      return text.append('e').append(exponent).toString();
    }
    if (exponent < 0) {
      return text.append("0.").append("0".repeat(-exponent - 1)).append(digits).toString();
    }
    int point = exponent + 1;
    if (digits.length() <= point) {
      return text.append(digits)
          .append("0".repeat(point - digits.length()))
          .append(".0")
          .toString();
    }
    return text.append(digits, 0, point)
        .append('.')
        .append(digits, point, digits.length())
        .toString();
  }

  static void write(BigDecimal value, JsonGenerator out) throws IOException {
    out.writeNumber(checked(value.toString()));
  }

  static void write(BigInteger value, JsonGenerator out) throws IOException {
    out.writeNumber(checked(value.toString()));
  }

  private static String checked(String number) {
    if (number.length() > Json.MAX_DIGITS
        && number.chars().filter(c -> c >= '0' && c <= '9').count() > Json.MAX_DIGITS) {
      throw Problems.unsupported(
          "has more than "
              + Json.MAX_DIGITS
              + " digits, which JSON readers refuse; keep it as a string");
    }
    return number;
  }

  /** The double of a number with a fraction or exponent; null if it says more than a double can. */
  static @Nullable Double asDouble(char[] text, int offset, int length) {
    int digits = digits(text, offset, length, true);
    if (digits > DOUBLE_DIGITS) {
      return null;
    }
    double value = NumberInput.parseDouble(text, offset, length, true);
    boolean lost = Double.isInfinite(value) || (value == 0 && digits > 0);
    return lost ? null : value;
  }

  /** The digits of the mantissa without leading zeros, and without trailing ones unless wanted. */
  private static int digits(char[] text, int offset, int length, boolean trailing) {
    int digits = 0;
    int zeros = 0;
    boolean significant = false;
    for (int i = offset; i < offset + length; i++) {
      char c = text[i];
      if (c == 'e' || c == 'E') {
        break;
      }
      significant |= c > '0' && c <= '9';
      if (significant && c >= '0' && c <= '9') {
        digits++;
        zeros = c == '0' ? zeros + 1 : 0;
      }
    }
    return trailing ? digits : digits - zeros;
  }
}
