package dev.checkpoint4j.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person sits in front of the command. */
final class Terminal {
  private Terminal() {}

  /** The console; null if standard input or output is none. */
  @SuppressWarnings("SystemConsoleNull") // newer JDKs are asked once more
  static @Nullable Console console() {
    Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      boolean terminal = (Boolean) Console.class.getMethod("isTerminal").invoke(console);
      return terminal ? console : null;
    } catch (NoSuchMethodException e) {
      // Before JDK 22 there is a console only on a terminal.
      return console;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
