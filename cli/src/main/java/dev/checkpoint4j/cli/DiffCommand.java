package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.VersionDiff;
import dev.checkpoint4j.VersionDiff.RowChange;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.spi.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two versions, row by row. */
@Command(
    name = "diff",
    description = {
      "Compares two versions of a checkpoint row by row, in whatever order the rows are.",
      "Shows keys and columns, never other values. Ends with 4 if they differ."
    },
    footer = {
      "",
      "Examples:",
      "  checkpoints diff summaries --key chat_id",
      "  checkpoints diff summaries baseline current --key chat_id --limit 0"
    })
final class DiffCommand extends StoreCommand {
  private static final int DEFAULT_LIMIT = 20;

  @Parameters(index = "0", paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = VersionChoice.LABEL,
      defaultValue = "previous",
      description = "The older one: " + VersionChoice.HELP + "; the previous one by default.")
  private String from = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = VersionChoice.LABEL,
      defaultValue = "current",
      description = "The newer one; the current one by default.")
  private String to = "";

  @Option(
      names = {"-k", "--key"},
      required = true,
      split = ",",
      paramLabel = "COLUMN",
      description = "What tells a row from all others; several columns are joined by commas.")
  private List<String> key = List.of();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "ROWS",
      description = "How many rows that differ are shown; " + DEFAULT_LIMIT + " by default.")
  private int limit = DEFAULT_LIMIT;

  @Override
  int run(Output output) {
    if (limit < 0) {
      throw new Failure(ExitCode.USAGE, "--limit must not be negative but was " + limit);
    }
    try (CheckpointManager manager = open()) {
      requireColumns(manager);
      VersionInfo older = VersionChoice.of(manager, name, from);
      VersionInfo newer = VersionChoice.of(manager, name, to);
      List<RowChange> shown = new ArrayList<>();
      VersionDiff diff =
          manager.diff(
              name,
              TypeRef.mapRow(),
              older.version(),
              newer.version(),
              keyOf(),
              change -> {
                if (shown.size() < limit) {
                  shown.add(change);
                }
              });
      print(diff, shown, output);
      return diff.isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
    }
  }

  private void requireColumns(CheckpointManager manager) {
    List<String> there =
        require(manager, name).schema().columns().stream().map(Column::name).toList();
    for (String column : key) {
      if (!there.isEmpty() && !there.contains(column)) {
        throw new Failure(
            ExitCode.USAGE,
            "checkpoint \""
                + name
                + "\" has no column \""
                + column
                + "\" for --key"
                + NearestName.hint(column, there));
      }
    }
  }

  private Function<Map<String, Object>, Object> keyOf() {
    return row -> {
      List<Object> values = new ArrayList<>();
      for (String column : key) {
        Object value = row.get(column);
        if (value == null) {
          throw new Failure(
              ExitCode.USAGE, "a row has no " + column + ", so that --key cannot tell it apart");
        }
        values.add(value);
      }
      return values.size() == 1 ? values.get(0) : values;
    };
  }

  private static void print(VersionDiff diff, List<RowChange> shown, Output output) {
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("from", diff.from());
      json.put("to", diff.to());
      json.put("added", diff.added());
      json.put("removed", diff.removed());
      json.put("changed", diff.changed());
      json.put("changedColumns", diff.changedColumns());
      json.put("rows", shown);
      output.json(json);
      return;
    }
    output.line(
        "version "
            + diff.from()
            + " to "
            + diff.to()
            + ": "
            + Sizes.count(diff.added())
            + " added, "
            + Sizes.count(diff.removed())
            + " removed, "
            + Sizes.count(diff.changed())
            + " changed");
    diff.changedColumns()
        .forEach((column, rows) -> output.line("  " + column + ": " + Sizes.count(rows)));
    if (!shown.isEmpty()) {
      Table table = new Table("ROW", "CHANGE", "COLUMNS");
      for (RowChange change : shown) {
        table.add(
            String.valueOf(change.key()),
            change.kind().name().toLowerCase(Locale.ROOT),
            String.join(", ", change.columns()));
      }
      output.table(table);
      long left = diff.added() + diff.removed() + diff.changed() - shown.size();
      if (left > 0) {
        output.line("and " + Sizes.count(left) + " more; --limit shows them");
      }
    }
  }
}
