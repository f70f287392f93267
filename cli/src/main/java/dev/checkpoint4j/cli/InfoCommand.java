package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.schema.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All that is known of one checkpoint without reading its rows. */
@Command(
    name = "info",
    description = "Shows what is known of a checkpoint without reading its rows.",
    footer = {"", "Example: checkpoints info summaries"})
final class InfoCommand extends StoreCommand {
  @Parameters(paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      CheckpointInfo info = require(manager, name);
      if (output.isJson()) {
        output.json(Infos.all(info));
        return ExitCode.OK;
      }
      output.line("name         " + info.name());
      output.line("format       " + info.format() + ", compression " + info.compression());
      output.line("places       " + String.join(", ", info.places()));
      output.line("rows         " + Sizes.count(info.rows()));
      output.line("bytes        " + Sizes.bytes(info.bytes()));
      if (info.logicalBytes() > info.bytes()) {
        output.line(
            "all versions "
                + Sizes.bytes(info.logicalBytes())
                + ", on disk "
                + Sizes.bytes(info.physicalBytes()));
      }
      output.line("version      " + (info.version() == 0 ? "none" : info.version()));
      output.line("created at   " + Sizes.time(info.createdAt()));
      output.line("verified     " + (info.verified() ? "yes" : "no: there is no manifest"));
      info.digest().ifPresent(digest -> output.line("sha-256      " + digest));
      info.fingerprint().ifPresent(text -> output.line("fingerprint  " + text));
      if (!info.schema().columns().isEmpty()) {
        output.line("");
        Table table = new Table("COLUMN", "TYPE", "NULLS");
        for (Column column : info.schema().columns()) {
          table.add(column.name(), column.type().toString(), column.nullable() ? "yes" : "no");
        }
        output.table(table);
      }
      return ExitCode.OK;
    }
  }
}
