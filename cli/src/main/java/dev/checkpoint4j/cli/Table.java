package dev.checkpoint4j.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/** Columns of equal width. A heading that begins with {@code >} is that of numbers. */
final class Table {
  private static final int MAX_CELL_CHARS = 60;
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

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
    String plain = CONTROLS.matcher(cell).replaceAll(" ");
    int end =
        plain.offsetByCodePoints(
            0, Math.min(MAX_CELL_CHARS, plain.codePointCount(0, plain.length())));
    return end < plain.length() ? plain.substring(0, end) + "…" : plain;
  }

  void print(PrintWriter out) {
    boolean colours = Ansi.AUTO.enabled();
    List<String> names = headings.stream().map(h -> h.replace(">", "")).toList();
    int[] widths = new int[headings.size()];
    widen(widths, names);
    rows.forEach(row -> widen(widths, row));
    String head = line(names, widths);
    out.println(colours ? Ansi.ON.string("@|bold " + head + "|@") : head);
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(cells.get(i)));
    }
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String pad = " ".repeat(widths[i] - length(cells.get(i)));
      boolean number = headings.get(i).startsWith(">");
      line.append(i > 0 ? "  " : "").append(number ? pad + cells.get(i) : cells.get(i) + pad);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
