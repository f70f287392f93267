package dev.checkpoint4j.examples.pipeline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The pipeline's command in the process of the test.
 *
 * @param out what it printed
 * @param error what it printed as errors
 */
record Cli(int exitCode, String out, String error) {
  static Cli execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine command =
        ConversationPipeline.command()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(error))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return new Cli(command.execute(arguments), out.toString(), error.toString());
  }

  /** A run that must succeed, on a JSON Lines store. */
  static Cli run(Path store, String... more) {
    Cli result =
        execute(
            Stream.concat(Stream.of("--store", "jsonl:" + store), Stream.of(more))
                .toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw new AssertionError("exit code " + result.exitCode() + ": " + result.error());
    }
    return result;
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** The steps in the table with this result. */
  static List<String> steps(List<String> lines, String result) {
    return lines.stream()
        .map(line -> line.split(" +"))
        .filter(cells -> cells.length == 5 && cells[1].equals(result))
        .map(cells -> cells[0])
        .toList();
  }
}
