package dev.checkpoint4j.internal.bind;

import org.jspecify.annotations.Nullable;

/**
 * The JSON text of short values with no declared type, which maps are full of: a generator or a
 * parser for each costs more than the value. What is not known here goes through those.
 */
final class PlainJson {
  /** Up to here a look at each character is cheap. */
  private static final int SHORT = 32;

  /** Digits that always fit into an {@code int}. */
  private static final int DIGITS = 9;

  private PlainJson() {}

  /** The text of an {@code int}, a boolean or a short plain string; null for all others. */
  static @Nullable String write(Object value) {
    if (value instanceof Integer || value instanceof Boolean) {
      return value.toString();
    }
    return value instanceof String text && text.length() <= SHORT && isPlain(text, 0, text.length())
        ? '"' + text + '"'
        : null;
  }

  /** What such a text stands for; null for all others. */
  static @Nullable Object read(String json) {
    int length = json.length();
    if (length == 0 || length > SHORT + 2) {
      return null;
    }
    char first = json.charAt(0);
    if (first == '"') {
      boolean plain = length > 1 && json.charAt(length - 1) == '"' && isPlain(json, 1, length - 1);
      return plain ? json.substring(1, length - 1) : null;
    }
    if (first == 't' || first == 'f') {
      return json.equals("true") ? Boolean.TRUE : json.equals("false") ? Boolean.FALSE : null;
    }
    return isNumber(json) ? Integer.valueOf(json) : null;
  }

  private static boolean isPlain(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** JSON has no leading zeros; a number that is negative or long is the parser's. */
  private static boolean isNumber(String json) {
    int length = json.length();
    if (length > DIGITS || (length > 1 && json.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (json.charAt(i) < '0' || json.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
