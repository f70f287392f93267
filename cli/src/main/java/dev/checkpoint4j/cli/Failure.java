package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.IllegalCheckpointNameException;
import dev.checkpoint4j.InvalidQueryException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** An error that the command itself found, with its exit code; and how errors are shown. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** One line, and all of it with {@code --stacktrace}. */
  static int handle(Exception e, CommandLine line, ParseResult parsed) {
    line.getErr().println(line.getCommandName() + ": " + text(e));
    if (line.getCommand() instanceof StoreCommand command && command.wantsStackTrace()) {
      e.printStackTrace(line.getErr());
    }
    line.getErr().flush();
    return exitCode(e);
  }

  private static String text(Exception e) {
    if (e instanceof CheckpointException
        || e instanceof Failure
        || e instanceof UnsupportedOperationException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof UncheckedIOException) {
      return String.valueOf(e.getMessage());
    }
    return e + " (--stacktrace shows where)";
  }

  private static int exitCode(Exception e) {
    if (e instanceof Failure failure) {
      return failure.exitCode;
    }
    if (e instanceof CorruptCheckpointException) {
      return ExitCode.DAMAGED;
    }
    boolean usage =
        e instanceof CheckpointConfigurationException
            || e instanceof InvalidQueryException
            || e instanceof IllegalCheckpointNameException;
    return usage ? ExitCode.USAGE : ExitCode.FAILED;
  }
}
