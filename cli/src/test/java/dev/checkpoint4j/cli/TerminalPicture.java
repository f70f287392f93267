package dev.checkpoint4j.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws what a terminal shows as SVG: text, bold where the output asks for it. */
final class TerminalPicture {
  private static final double CHAR_WIDTH = 7.83;
  private static final int LINE_HEIGHT = 18;
  private static final int MARGIN = 16;
  private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m");

  private TerminalPicture() {}

  /** The lines as a program wrote them, with the terminal's codes for bold. */
  static String svg(List<String> lines) {
    int columns =
        lines.stream().map(TerminalPicture::plain).mapToInt(String::length).max().orElse(0);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\""
                + " font-size=\"13\" fill=\"#d8dee9\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"#20242c\"/>\n",
            width(columns),
            lines.size() * LINE_HEIGHT + 2 * MARGIN,
            width(columns)));
    int y = MARGIN + LINE_HEIGHT - 5;
    for (String line : lines) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" xml:space=\"preserve\">%s</text>%n",
              MARGIN,
              y,
              line.startsWith("$ ") ? command(line) : spans(line)));
      y += LINE_HEIGHT;
    }
    return svg.append("</svg>\n").toString();
  }

  private static int width(int columns) {
    return (int) Math.ceil(columns * CHAR_WIDTH) + 2 * MARGIN;
  }

  /** Without codes. */
  static String plain(String line) {
    return STYLE.matcher(line).replaceAll("");
  }

  private static String command(String line) {
    return "<tspan fill=\"#8fbc6b\">$</tspan><tspan fill=\"#ffffff\">"
        + escaped(line.substring(1))
        + "</tspan>";
  }

  private static String spans(String line) {
    StringBuilder spans = new StringBuilder();
    Matcher style = STYLE.matcher(line);
    boolean bold = false;
    int from = 0;
    while (style.find()) {
      spans.append(span(line.substring(from, style.start()), bold));
      bold = style.group(1).equals("1");
      from = style.end();
    }
    return spans.append(span(line.substring(from), bold)).toString();
  }

  private static String span(String text, boolean bold) {
    boolean styled = bold && !text.isEmpty();
    return styled
        ? "<tspan font-weight=\"bold\" fill=\"#ffffff\">" + escaped(text) + "</tspan>"
        : escaped(text);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
