package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.Backends;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Names, rows and sizes of all checkpoints. */
@Command(
    name = "list",
    aliases = "ls",
    description = "Lists the checkpoints of a store.",
    footer = {"", "Example: checkpoints list --store parquet:./checkpoints"})
final class ListCommand extends StoreCommand {
  @Option(names = "--names", description = "Only the names, one a line.")
  private boolean namesOnly;

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      List<String> names = manager.list();
      if (namesOnly) {
        names.forEach(output::line);
        return ExitCode.OK;
      }
      return list(manager, names, output);
    }
  }

  private int list(CheckpointManager manager, List<String> names, Output output) {
    Table table = new Table("NAME", "FORMAT", ">ROWS", ">BYTES", ">VERSION", "CREATED");
    List<Map<String, Object>> json = new ArrayList<>();
    long bytes = 0;
    boolean damaged = false;
    // Each is a small file or two, and the code is cold: two processors halve the time.
    for (Entry entry : names.parallelStream().map(name -> look(manager, name)).toList()) {
      CheckpointInfo info = entry.info();
      if (info != null) {
        bytes += info.bytes();
        table.add(
            entry.name(),
            info.format(),
            Sizes.count(info.rows()),
            Sizes.bytes(info.bytes()),
            info.version() == 0 ? "-" : Long.toString(info.version()),
            Sizes.time(info.createdAt()));
        json.add(Infos.summary(info));
      } else {
        damaged = true;
        table.add(entry.name(), "damaged", "?", "?", "?", "");
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("name", entry.name());
        problem.put("error", String.valueOf(entry.error()));
        json.add(problem);
      }
    }
    if (output.isJson()) {
      output.json(json);
    } else if (names.isEmpty()) {
      // With the place: a path that was mistyped is an empty store too.
      output.line("no checkpoints in " + Stores.shown(manager));
    } else {
      output.table(table);
      output.line(
          names.size()
              + (names.size() == 1 ? " checkpoint, " : " checkpoints, ")
              + Sizes.bytes(bytes));
    }
    return damaged ? ExitCode.DAMAGED : ExitCode.OK;
  }

  private record Entry(String name, @Nullable CheckpointInfo info, @Nullable String error) {}

  private static Entry look(CheckpointManager manager, String name) {
    try {
      return new Entry(name, summary(manager, name), null);
    } catch (CheckpointException e) {
      return new Entry(name, null, e.getMessage());
    }
  }

  /** Without the sizes of older versions, which would take longer than all the rest. */
  private static CheckpointInfo summary(CheckpointManager manager, String name) {
    return Backends.isEnabled(manager)
        ? Backends.of(manager)
            .summary(CheckpointName.of(name))
            .orElseThrow(() -> new CheckpointException("it was removed meanwhile"))
        : require(manager, name);
  }
}
