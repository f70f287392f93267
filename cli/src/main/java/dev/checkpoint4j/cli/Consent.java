package dev.checkpoint4j.cli;

import java.io.Console;
import java.util.Locale;

/** Asks before something is lost. */
final class Consent {
  private Consent() {}

  /** Returns if the user agrees. */
  static void require(String question, boolean yes) {
    if (yes) {
      return;
    }
    Console console = Terminal.console();
    if (console == null) {
      throw new Failure(
          ExitCode.NOT_CONFIRMED, question + " There is no terminal to ask on; pass --yes");
    }
    String answer = console.readLine("%s [y/N] ", question);
    if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw new Failure(ExitCode.NOT_CONFIRMED, "nothing was changed");
    }
  }
}
