package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.PruneReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes versions that need not be kept. */
@Command(
    name = "prune",
    description = {
      "Removes older versions that the store's options do not keep (keep, keep-for, keep-bytes),",
      "and what stopped saves left of them. Tagged versions and the current ones stay."
    },
    footer = {
      "",
      "Examples:",
      "  checkpoints prune --dry-run",
      "  checkpoints prune --store \"jsonl:./checkpoints?keep=1\" --yes"
    })
final class PruneCommand extends StoreCommand {
  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Lists the files with their reasons, removes nothing.")
  private boolean dryRun;

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      PruneReport report = manager.prune(true);
      if (!dryRun && !report.files().isEmpty()) {
        Consent.require(
            "Remove "
                + report.files().size()
                + " files, "
                + Sizes.bytes(report.bytes())
                + ", from "
                + Stores.shown(manager)
                + "?",
            yes);
        report = manager.prune(false);
      }
      print(report, output);
      return ExitCode.OK;
    }
  }

  private void print(PruneReport report, Output output) {
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("dryRun", dryRun);
      json.put("bytes", report.bytes());
      json.put("freedBytes", report.freedBytes());
      List<PruneReport.PrunedFile> files = new ArrayList<>(report.files());
      json.put("files", files);
      output.json(json);
      return;
    }
    if (report.files().isEmpty()) {
      output.line("nothing to remove");
      return;
    }
    Table table = new Table("CHECKPOINT", ">BYTES", "REASON", "FILE");
    for (PruneReport.PrunedFile file : report.files()) {
      table.add(file.checkpoint(), Sizes.bytes(file.bytes()), file.reason(), file.path());
    }
    output.table(table);
    output.line(
        dryRun
            ? Sizes.bytes(report.bytes()) + " would be freed"
            : Sizes.bytes(report.freedBytes()) + " freed");
  }
}
