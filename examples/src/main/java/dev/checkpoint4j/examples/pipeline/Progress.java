package dev.checkpoint4j.examples.pipeline;

import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar for the step that is running. It writes to a terminal or not at all, and with
 * carriage returns alone, so that it works on any terminal.
 */
class Progress {
  private static final int BAR_CHARS = 30;
  private static final long NANOS_BETWEEN_DRAWINGS = 50_000_000;

  private final @Nullable PrintWriter terminal;
  private String step = "";
  private int drawnChars;
  private long lastDrawn;

  Progress(@Nullable PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Draws only if input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  static Progress onTerminal() {
    @Nullable Console console = System.console();
    return new Progress(console != null && isTerminal(console) ? console.writer() : null);
  }

  /** From JDK 22 on there may be a console where there is no terminal; it then says so. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  void begin(String name) {
    step = name;
    lastDrawn = System.nanoTime() - NANOS_BETWEEN_DRAWINGS;
    draw(name + " ...");
  }

  void show(int done, int all) {
    if (terminal != null && System.nanoTime() - lastDrawn >= NANOS_BETWEEN_DRAWINGS) {
      lastDrawn = System.nanoTime();
      draw(bar(step, done, all));
    }
  }

  /** Wipes the bar away. */
  void end() {
    draw("");
  }

  static String bar(String step, int done, int all) {
    int filled = (int) ((long) BAR_CHARS * done / all);
    return "%s [%s%s] %d/%d"
        .formatted(step, "=".repeat(filled), " ".repeat(BAR_CHARS - filled), done, all);
  }

  private void draw(String line) {
    if (terminal == null) {
      return;
    }
    terminal.print('\r' + line + " ".repeat(Math.max(0, drawnChars - line.length())));
    terminal.print(line.isEmpty() ? "\r" : "");
    terminal.flush();
    drawnChars = line.length();
  }
}
