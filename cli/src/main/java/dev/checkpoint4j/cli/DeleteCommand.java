package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes checkpoints. */
@Command(
    name = "delete",
    aliases = "rm",
    description = "Removes checkpoints, in all formats and stores of --store.",
    footer = {"", "Example: checkpoints delete step1/old --yes"})
final class DeleteCommand extends StoreCommand {
  @Parameters(paramLabel = "NAME", arity = "1..*", description = "The checkpoints.")
  private List<String> names = List.of();

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Says what would be removed and removes nothing.")
  private boolean dryRun;

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      for (String name : names) {
        requireListed(manager, name);
      }
      if (!dryRun) {
        Consent.require(
            "Delete " + String.join(", ", names) + " from " + Stores.shown(manager) + "?", yes);
      }
      List<Map<String, Object>> done = new ArrayList<>();
      for (String name : names) {
        boolean deleted = !dryRun && manager.delete(name);
        done.add(Map.of("name", name, "deleted", deleted));
        if (!output.isJson()) {
          output.line((dryRun ? "would delete " : "deleted ") + name);
        }
      }
      if (output.isJson()) {
        output.json(done);
      }
      return ExitCode.OK;
    }
  }

  /** A damaged one may be deleted too. */
  private static void requireListed(CheckpointManager manager, String name) {
    try {
      require(manager, name);
    } catch (CheckpointException e) {
      if (!manager.list().contains(name)) {
        throw e;
      }
    }
  }
}
