package dev.checkpoint4j.query;

import dev.checkpoint4j.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a textual filter into tokens, one ahead. */
final class FilterScanner {
  /** What a token is. */
  enum Kind {
    /** A path of names: a column, or a keyword if it is a single bare name. */
    NAME,
    /** A string; its text is without quotes. */
    STRING,
    /** A number as written. */
    NUMBER,
    /** An operator, a parenthesis or a comma. */
    SYMBOL,
    /** Nothing is left. */
    END
  }

  /**
   * One token.
   *
   * @param text what stands there, a string without its quotes
   * @param names of a path
   * @param bare whether a path is a single name without quotes
   * @param start its first character, counted from 0
   * @param end the character after it
   */
  record Token(Kind kind, String text, List<String> names, boolean bare, int start, int end) {
    boolean isWord(String word) {
      return bare && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }
  }

  private static final int EXCERPT = 40;
  private static final List<String> SYMBOLS =
      List.of("==", "!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",");

  private final String text;
  private int position;

  FilterScanner(String text) {
    this.text = text;
  }

  Token next() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    int start = position;
    if (start == text.length()) {
      return token(Kind.END, "", start);
    }
    char first = text.charAt(start);
    if (first == '\'' || first == '"') {
      return token(Kind.STRING, quoted(first), start);
    }
    if (first == '`' || isNameStart(text.codePointAt(start))) {
      return path(start);
    }
    if (startsNumber(start)) {
      return number(start);
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, start)) {
        position += symbol.length();
        return token(Kind.SYMBOL, symbol, start);
      }
    }
    throw error(
        start,
        "\""
            + Character.toString(text.codePointAt(start))
            + "\" has no meaning here; a column's"
            + " name with such a character stands in `back-quotes`, a string in 'quotes'");
  }

  private Token token(Kind kind, String content, int start) {
    return new Token(kind, content, List.of(), false, start, position);
  }

  /** What stands between this quote and the next single one. */
  private String quoted(char quote) {
    int start = position;
    StringBuilder content = new StringBuilder();
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != quote) {
        content.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        content.append(c);
        i++;
      } else {
        position = i + 1;
        return content.toString();
      }
    }
    throw error(start, "this " + quote + " is never closed");
  }

  private Token path(int start) {
    List<String> names = new ArrayList<>(2);
    boolean bare = text.charAt(start) != '`';
    names.add(bare ? bareName() : quoted('`'));
    while (position < text.length() && text.charAt(position) == '.') {
      position++;
      boolean more = position < text.length();
      if (more && text.charAt(position) == '`') {
        names.add(quoted('`'));
      } else if (more && isNamePart(text.codePointAt(position))) {
        names.add(bareName());
      } else {
        throw error(position, "expected a name after the dot");
      }
    }
    boolean single = bare && names.size() == 1;
    String content = text.substring(start, position);
    return new Token(Kind.NAME, content, List.copyOf(names), single, start, position);
  }

  private String bareName() {
    int start = position;
    while (position < text.length() && isNamePart(text.codePointAt(position))) {
      position += Character.charCount(text.codePointAt(position));
    }
    return text.substring(start, position);
  }

  private boolean startsNumber(int start) {
    int i = start;
    if (isAt(i, "-+")) {
      i++;
    }
    if (text.regionMatches(true, i, "infinity", 0, 8)) {
      return true;
    }
    return isDigitAt(i) || (isAt(i, ".") && isDigitAt(i + 1));
  }

  private Token number(int start) {
    position += isAt(position, "-+") ? 1 : 0;
    if (text.regionMatches(true, position, "infinity", 0, 8)) {
      position += 8;
    }
    digits();
    if (isAt(position, ".")) {
      position++;
      digits();
    }
    if (isAt(position, "eE")) {
      int sign = isAt(position + 1, "-+") ? 1 : 0;
      if (isDigitAt(position + 1 + sign)) {
        position += 1 + sign;
        digits();
      }
    }
    if (position < text.length() && isNamePart(text.codePointAt(position))) {
      throw error(
          start, "this number runs into a name; a column's name like this stands in `back-quotes`");
    }
    return token(Kind.NUMBER, text.substring(start, position), start);
  }

  private void digits() {
    while (isDigitAt(position)) {
      position++;
    }
  }

  private boolean isDigitAt(int i) {
    return isAt(i, "0123456789");
  }

  private boolean isAt(int i, String characters) {
    return i < text.length() && characters.indexOf(text.charAt(i)) >= 0;
  }

  private static boolean isNameStart(int codePoint) {
    return Character.isLetter(codePoint) || codePoint == '_' || codePoint == '$';
  }

  private static boolean isNamePart(int codePoint) {
    return isNameStart(codePoint) || Character.isDigit(codePoint) || codePoint == '-';
  }

  /** Whether a name needs no back-quotes for its characters. */
  static boolean isBareName(String name) {
    return !name.isEmpty()
        && isNameStart(name.codePointAt(0))
        && name.codePoints().allMatch(FilterScanner::isNamePart);
  }

  InvalidQueryException error(int at, String problem) {
    return error(at, problem, null);
  }

  InvalidQueryException error(int at, String problem, @Nullable Throwable cause) {
    int from = Math.max(0, at - EXCERPT);
    int to = Math.min(text.length(), at + EXCERPT);
    String before = (from > 0 ? "…" : "") + text.substring(from, at);
    String after = text.substring(at, to) + (to < text.length() ? "…" : "");
    return new InvalidQueryException(
        "Cannot parse the filter at position "
            + (at + 1)
            + ": "
            + problem
            + ": "
            + before
            + "⟨here⟩"
            + after,
        cause);
  }
}
