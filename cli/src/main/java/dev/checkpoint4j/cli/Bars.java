package dev.checkpoint4j.cli;

import java.util.Locale;

/** Bar charts of bytes, for terminals and as SVG. */
final class Bars {
  private static final int TEXT_CHARS = 30;
  private static final int LABEL_WIDTH = 220;
  private static final int BAR_WIDTH = 380;
  private static final int ROW_HEIGHT = 34;
  private static final int TOP = 56;

  private Bars() {}

  static String text(long bytes, long widest) {
    int chars = (int) Math.round((double) bytes / Math.max(1, widest) * TEXT_CHARS);
    return "█".repeat(Math.max(bytes > 0 ? 1 : 0, chars));
  }

  /** The totals of all stores, with what is saved against the baseline. */
  static String svg(StorageSummary summary) {
    int height = TOP + ROW_HEIGHT * summary.stores().size() + 16;
    int width = LABEL_WIDTH + BAR_WIDTH + 200;
    long widest = Math.max(1, summary.stores().stream().mapToLong(summary::total).max().orElse(1));
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"14\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
            width,
            height));
    svg.append("<text x=\"16\" y=\"30\" font-size=\"18\">Bytes of checkpoints</text>\n");
    int y = TOP;
    for (String store : summary.stores()) {
      long bytes = summary.total(store);
      String saved =
          store.equals(summary.baseline())
              ? ""
              : ", " + Sizes.percent(summary.savedShare(store)) + " saved";
      int bar = (int) Math.max(1, bytes * BAR_WIDTH / widest);
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                  + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"22\" fill=\"#3b6ea5\"/>%n"
                  + "<text x=\"%d\" y=\"%d\">%s</text>%n",
              LABEL_WIDTH - 10,
              y + 16,
              escaped(store),
              LABEL_WIDTH,
              y,
              bar,
              LABEL_WIDTH + bar + 8,
              y + 16,
              escaped(Sizes.bytes(bytes) + saved)));
      y += ROW_HEIGHT;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
