package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.multi.CopyReport;
import dev.checkpoint4j.multi.MultiCheckpointManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the copies of a multi store equal. */
@Command(
    name = "repair",
    description = "Makes the copies of a multi store equal to the newest readable one.",
    footer = {
      "",
      "Example: checkpoints repair --store \"multi:[a=jsonl:./a][b=parquet:./b]\" --dry-run"
    })
final class RepairCommand extends StoreCommand {
  @Parameters(paramLabel = "NAME", description = "The checkpoints; all by default.")
  private List<String> names = List.of();

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Says how the copies stand and changes nothing.")
  private boolean dryRun;

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      if (!(manager instanceof MultiCheckpointManager multi)) {
        throw new Failure(
            ExitCode.USAGE,
            "repair needs a store of several, such as multi:[a=jsonl:./a][b=parquet:./b]; in a single"
                + " store restore the file, accept it, or save again");
      }
      List<String> wanted = names.isEmpty() ? multi.list() : names;
      List<CopyReport> found = wanted.stream().map(multi::compare).toList();
      List<String> unsound =
          found.stream().filter(r -> !r.isSound()).map(CopyReport::name).toList();
      if (!dryRun && !unsound.isEmpty()) {
        Consent.require("Overwrite copies of " + String.join(", ", unsound) + "?", yes);
        found = repaired(multi, found);
      }
      print(found, output);
      return found.stream().allMatch(CopyReport::isSound) ? ExitCode.OK : ExitCode.DAMAGED;
    }
  }

  private static List<CopyReport> repaired(MultiCheckpointManager multi, List<CopyReport> found) {
    List<CopyReport> after = new ArrayList<>();
    for (CopyReport report : found) {
      after.add(report.isSound() ? report : multi.repair(report.name()));
    }
    return after;
  }

  private static void print(List<CopyReport> reports, Output output) {
    if (output.isJson()) {
      output.json(reports);
      return;
    }
    Table table = new Table("NAME", "STORE", "COPY", ">VERSION", ">ROWS", "DETAIL");
    for (CopyReport report : reports) {
      for (CopyReport.Copy copy : report.copies()) {
        table.add(
            report.name(),
            copy.child(),
            copy.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            copy.version() < 0 ? "-" : Long.toString(copy.version()),
            Sizes.count(copy.rows()),
            copy.detail());
      }
    }
    output.table(table);
  }
}
