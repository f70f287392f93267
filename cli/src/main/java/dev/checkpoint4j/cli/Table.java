package dev.checkpoint4j.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Columns of equal width. A heading that begins with {@code >} is that of numbers. */
final class Table {
  private static final int MAX_CELL_CHARS = 60;

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    this.headings = List.of(headings);
  }

  void add(String... cells) {
    List<String> shown = new ArrayList<>();
    for (String cell : cells) {
      shown.add(shown(cell));
    }
    rows.add(shown);
  }

  /** Without what would break a line or a terminal, and not too long. */
  private static String shown(String cell) {
    String plain = cell.replaceAll("\\p{Cntrl}+", " ");
    int end =
        plain.offsetByCodePoints(
            0, Math.min(MAX_CELL_CHARS, plain.codePointCount(0, plain.length())));
    return end < plain.length() ? plain.substring(0, end) + "…" : plain;
  }

  void print(PrintWriter out) {
    boolean colours = Ansi.AUTO.enabled();
    List<String> names = headings.stream().map(h -> h.replace(">", "")).toList();
    String head = line(names);
    out.println(colours ? Ansi.ON.string("@|bold " + head + "|@") : head);
    rows.forEach(row -> out.println(line(row)));
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String pad = " ".repeat(width(i) - length(cells.get(i)));
      boolean number = headings.get(i).startsWith(">");
      line.append(i > 0 ? "  " : "").append(number ? pad + cells.get(i) : cells.get(i) + pad);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest = length(headings.get(column).replace(">", ""));
    for (List<String> row : rows) {
      widest = Math.max(widest, length(row.get(column)));
    }
    return widest;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
