package dev.checkpoint4j.cli;

import dev.checkpoint4j.multi.MigrationListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/** A bar with rate and time left, on a terminal; nothing elsewhere. */
final class Progress implements MigrationListener {
  private static final int BAR_CHARS = 24;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintWriter err;
  private final boolean shown;
  private String title = "";
  private long total;
  private long begun;
  private long drawn;

  Progress(PrintWriter err, boolean quiet) {
    this.err = err;
    this.shown = !quiet && Ansi.AUTO.enabled() && Terminal.console() != null;
  }

  @Override
  public void started(String name, OptionalLong rows, int number, int of) {
    title = number + "/" + of + " " + name;
    total = rows.orElse(-1);
    begun = System.nanoTime();
    drawn = 0;
  }

  @Override
  public void copied(String name, long rows) {
    draw("copying", rows);
  }

  @Override
  public void compared(String name, long rows) {
    draw("comparing", rows);
  }

  private void draw(String what, long rows) {
    long now = System.nanoTime();
    if (shown && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      err.print("\r\033[K" + line(title + " " + what, rows, total, now - begun));
      err.flush();
    }
  }

  /** The bar, without control characters. */
  static String line(String title, long rows, long total, long nanos) {
    double seconds = Math.max(nanos, 1) / 1e9;
    double rate = rows / seconds;
    String speed = Sizes.count(rows) + " rows, " + Sizes.count(Math.round(rate)) + "/s";
    if (total <= 0) {
      return title + "  " + speed;
    }
    double share = Math.min(1, (double) rows / total);
    int full = (int) (share * BAR_CHARS);
    String left = rate > 0 ? time((total - rows) / rate) : "?";
    return String.format(
        Locale.ROOT,
        "%s  [%s%s] %3.0f %%  %s, %s left",
        title,
        "=".repeat(full),
        " ".repeat(BAR_CHARS - full),
        share * 100,
        speed,
        left);
  }

  private static String time(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  void clear() {
    if (shown) {
      err.print("\r\033[K");
      err.flush();
    }
  }
}
