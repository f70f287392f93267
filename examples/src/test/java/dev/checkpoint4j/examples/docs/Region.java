package dev.checkpoint4j.examples.docs;

import java.util.List;
import java.util.Optional;

/** The part of a source file between {@code docs:begin NAME} and {@code docs:end NAME}. */
final class Region {
  private Region() {}

  /**
   * The lines of a region as a document shows them: without the indentation that all have in
   * common, without empty lines at the ends and without the marks of regions inside it.
   */
  static Optional<List<String>> of(List<String> source, String name) {
    int begin = lineOf(source, "begin", name);
    int end = lineOf(source, "end", name);
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    List<String> lines =
        source.subList(begin + 1, end).stream().filter(line -> !isMark(line)).toList();
    int indentation =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return Optional.of(
        trimmed(
            lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indentation))
                .toList()));
  }

  private static List<String> trimmed(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isEmpty()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isEmpty()) {
      to--;
    }
    return lines.subList(from, to);
  }

  private static int lineOf(List<String> source, String mark, String name) {
    List<String> stripped = source.stream().map(String::strip).toList();
    return stripped.indexOf("// docs:" + mark + " " + name);
  }

  private static boolean isMark(String line) {
    return line.strip().startsWith("// docs:");
  }
}
