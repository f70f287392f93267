package dev.checkpoint4j.internal;

import dev.checkpoint4j.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;

/**
 * The text form of a place in a row: names joined by dots, {@code metadata.model}. A name that is
 * empty or holds a dot, white space, a quote or a control character stands in back-quotes, a
 * back-quote in it is doubled: {@code `odd.name`.x}.
 */
public final class ColumnPath {
  private ColumnPath() {}

  /**
   * The names in a path, outermost first; at least one.
   *
   * @throws InvalidQueryException if it is no path; the message gives the position, counted from 1
   */
  public static List<String> parse(String path) {
    List<String> names = new ArrayList<>(2);
    int position = 0;
    while (true) {
      boolean quoted = position < path.length() && path.charAt(position) == '`';
      position = quoted ? quoted(path, position, names) : bare(path, position, names);
      if (position == path.length()) {
        return List.copyOf(names);
      }
      if (path.charAt(position) != '.') {
        throw invalid(path, position, "expected a dot or the end");
      }
      position++;
    }
  }

  private static int bare(String path, int start, List<String> names) {
    int end = start;
    while (end < path.length() && isBare(path.charAt(end))) {
      end++;
    }
    if (end == start) {
      throw invalid(path, start, "expected a name");
    }
    if (end < path.length() && path.charAt(end) != '.') {
      throw invalid(path, end, "a name with this character must stand in back-quotes");
    }
    names.add(path.substring(start, end));
    return end;
  }

  private static int quoted(String path, int start, List<String> names) {
    StringBuilder name = new StringBuilder();
    for (int i = start + 1; i < path.length(); i++) {
      if (path.charAt(i) != '`') {
        name.append(path.charAt(i));
      } else if (i + 1 < path.length() && path.charAt(i + 1) == '`') {
        name.append('`');
        i++;
      } else {
        names.add(name.toString());
        return i + 1;
      }
    }
    throw invalid(path, start, "this back-quote is never closed");
  }

  /** The path of these names, quoted where needed; {@link #parse} gives them back. */
  public static String print(List<String> names) {
    StringBuilder path = new StringBuilder();
    for (String name : names) {
      if (path.length() > 0) {
        path.append('.');
      }
      if (!name.isEmpty() && name.chars().allMatch(c -> isBare((char) c))) {
        path.append(name);
      } else {
        path.append('`').append(name.replace("`", "``")).append('`');
      }
    }
    return path.toString();
  }

  private static boolean isBare(char c) {
    return switch (c) {
      case '.', '`', '"', '\'' -> false;
      default -> !Character.isWhitespace(c) && !Character.isISOControl(c);
    };
  }

  private static InvalidQueryException invalid(String path, int position, String problem) {
    return new InvalidQueryException(
        "\"" + path + "\" is not a column path: at position " + (position + 1) + ", " + problem);
  }
}
