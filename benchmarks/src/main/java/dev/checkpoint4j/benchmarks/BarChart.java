package dev.checkpoint4j.benchmarks;

import java.util.List;
import java.util.Locale;

/** Horizontal bars as SVG; shorter is better. Looks the same on a dark page and on a light one. */
final class BarChart {
  private static final int LABEL_WIDTH = 190;
  private static final int BAR_WIDTH = 420;
  private static final int VALUE_WIDTH = 110;
  private static final int ROW = 24;
  private static final int TOP = 34;
  private static final String OURS = "#2563a8";
  private static final String PEER = "#9aa4ae";

  private BarChart() {}

  /** One bar; ours stand out. */
  record Bar(String label, double value, boolean ours) {}

  static String draw(String title, String unit, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    int width = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH;
    int height = TOP + ROW * bars.size() + 10;
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">",
        width,
        height,
        width,
        height);
    add(svg, "<title>%s</title>", escaped(title));
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    add(svg, "<text x=\"8\" y=\"20\" font-weight=\"bold\">%s</text>", escaped(title));
    int y = TOP;
    for (Bar bar : bars) {
      double length = Math.max(1, BAR_WIDTH * bar.value() / most);
      add(
          svg,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
          LABEL_WIDTH - 8,
          y + 15,
          escaped(bar.label()));
      add(
          svg,
          "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
          LABEL_WIDTH,
          y + 3,
          length,
          ROW - 6,
          bar.ours() ? OURS : PEER);
      add(
          svg,
          "<text x=\"%.1f\" y=\"%d\">%s %s</text>",
          LABEL_WIDTH + length + 6,
          y + 15,
          Report.figure(bar.value()),
          escaped(unit));
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
