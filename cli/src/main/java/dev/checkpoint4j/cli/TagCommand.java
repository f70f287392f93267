package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.VersionInfo;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names a version, which is then kept. */
@Command(
    name = "tag",
    description = {
      "Gives a version a name, which keeps it for ever; another version of the checkpoint loses",
      "it. With --remove takes the name away."
    },
    footer = {
      "",
      "Examples:",
      "  checkpoints tag summaries baseline",
      "  checkpoints tag summaries good 3",
      "  checkpoints tag summaries baseline --remove"
    })
final class TagCommand extends StoreCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "TAG", description = "Letters, digits and . _ -")
  private String tag = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = VersionChoice.LABEL,
      defaultValue = "current",
      description = "Which one: " + VersionChoice.HELP + "; the current one by default.")
  private String version = "";

  @Option(names = "--remove", description = "Takes the tag away.")
  private boolean remove;

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      return remove ? remove(manager, output) : add(manager, output);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private int add(CheckpointManager manager, Output output) {
    VersionInfo chosen = VersionChoice.of(manager, name, version);
    if (!manager.tag(name, chosen.version(), tag)) {
      throw new Failure(
          ExitCode.ABSENT, "version " + chosen.version() + " of \"" + name + "\" is gone");
    }
    print(output, "tagged", chosen.version());
    return ExitCode.OK;
  }

  private int remove(CheckpointManager manager, Output output) {
    VersionInfo chosen = VersionChoice.of(manager, name, tag);
    if (!manager.untag(name, tag)) {
      throw new Failure(ExitCode.ABSENT, "\"" + name + "\" has no tag \"" + tag + "\"");
    }
    print(output, "untagged", chosen.version());
    return ExitCode.OK;
  }

  private void print(Output output, String what, long number) {
    if (output.isJson()) {
      output.json(Map.of("name", name, "tag", tag, "version", number, "tagged", !remove));
    } else {
      output.line(what + " version " + number + " of " + name + ": " + tag);
    }
  }
}
