package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.VersionInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an older version current again. */
@Command(
    name = "rollback",
    description = {
      "Saves the contents of an older version as a new one, which is then the current one.",
      "With --all does so for each checkpoint that has a version of a tag."
    },
    footer = {
      "",
      "Examples:",
      "  checkpoints rollback summaries previous",
      "  checkpoints rollback summaries 3 --yes",
      "  checkpoints rollback --all baseline --dry-run"
    })
final class RollbackCommand extends StoreCommand {
  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The checkpoint.")
  private @Nullable String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = VersionChoice.LABEL,
      defaultValue = "previous",
      description = "Which one: " + VersionChoice.HELP + "; the previous one by default.")
  private String version = "";

  @Option(names = "--all", paramLabel = "TAG", description = "Every checkpoint that has this tag.")
  private @Nullable String all;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Says what would be done and changes nothing.")
  private boolean dryRun;

  /** One checkpoint and where it goes back to. */
  private record Step(String name, VersionInfo to) {}

  @Override
  int run(Output output) {
    if ((name == null) == (all == null)) {
      throw new Failure(ExitCode.USAGE, "name a checkpoint, or a tag with --all");
    }
    try (CheckpointManager manager = open()) {
      List<Step> steps = steps(manager);
      if (!dryRun && !steps.isEmpty()) {
        Consent.require("Roll back " + shown(steps) + " in " + Stores.shown(manager) + "?", yes);
      }
      List<Map<String, Object>> json = new ArrayList<>();
      for (Step step : steps) {
        json.add(back(manager, step, output));
      }
      if (output.isJson()) {
        output.json(json);
      } else if (steps.isEmpty()) {
        output.line("nothing to roll back");
      }
      return ExitCode.OK;
    }
  }

  private List<Step> steps(CheckpointManager manager) {
    if (name != null) {
      return List.of(new Step(name, VersionChoice.of(manager, name, version)));
    }
    List<Step> steps = new ArrayList<>();
    for (String each : manager.list()) {
      for (VersionInfo info : manager.versions(each)) {
        if (info.tags().contains(String.valueOf(all)) && !info.current()) {
          steps.add(new Step(each, info));
        }
      }
    }
    return steps;
  }

  private static String shown(List<Step> steps) {
    return String.join(
        ", ", steps.stream().map(s -> s.name() + " to version " + s.to().version()).toList());
  }

  private Map<String, Object> back(CheckpointManager manager, Step step, Output output) {
    long from = step.to().version();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", step.name());
    json.put("to", from);
    if (dryRun) {
      say(output, "would roll " + step.name() + " back to version " + from);
      return json;
    }
    SaveResult made =
        manager
            .rollback(step.name(), from)
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.ABSENT,
                        "version " + from + " of \"" + step.name() + "\" is gone"));
    json.put("version", made.version());
    say(output, step.name() + " is version " + from + " again, as version " + made.version());
    return json;
  }

  private static void say(Output output, String text) {
    if (!output.isJson()) {
      output.line(text);
    }
  }
}
