package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The first rows. */
@Command(
    name = "head",
    description = "Shows the first rows of a checkpoint.",
    footer = {"", "Example: checkpoints head summaries -n 3 --json"})
final class HeadCommand extends StoreCommand {
  @Parameters(paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Option(
      names = "-n",
      paramLabel = "ROWS",
      defaultValue = "10",
      description = "How many rows; ${DEFAULT-VALUE} by default.")
  private long rows;

  @Override
  int run(Output output) {
    if (rows < 0) {
      throw new Failure(ExitCode.USAGE, "-n must not be negative but was " + rows);
    }
    try (CheckpointManager manager = open()) {
      require(manager, name);
      try (Stream<Map<String, Object>> found = manager.queryRows(name).limit(rows).stream()) {
        RowPrinter.print(found, output);
      }
      return ExitCode.OK;
    }
  }
}
