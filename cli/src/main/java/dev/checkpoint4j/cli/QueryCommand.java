package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rows for which a condition holds. */
@Command(
    name = "query",
    description = "Shows the rows for which a condition holds.",
    footer = {
      "",
      "Examples:",
      "  checkpoints query summaries --where \"concerning_score >= 4 and topic contains 'python'\"",
      "  checkpoints query summaries --select chat_id,metadata.model --limit 5",
      "  checkpoints query summaries --where \"topic is null\" --count"
    })
final class QueryCommand extends StoreCommand {
  @Parameters(paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Option(
      names = {"-w", "--where"},
      paramLabel = "CONDITION",
      description = "Which rows; several are joined by and.")
  private List<String> where = List.of();

  @Option(
      names = "--select",
      paramLabel = "COLUMN",
      split = ",",
      description = "Which columns, joined by commas; all by default.")
  private List<String> select = List.of();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "ROWS",
      description = "How many rows at most.")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--count", description = "Only how many rows there are.")
  private boolean count;

  @Override
  int run(Output output) {
    if (limit < 0) {
      throw new Failure(ExitCode.USAGE, "--limit must not be negative but was " + limit);
    }
    try (CheckpointManager manager = open()) {
      require(manager, name);
      CheckpointQuery<Map<String, Object>> query = query(manager);
      if (count) {
        long found = query.count();
        if (output.isJson()) {
          output.json(Map.of("count", found));
        } else {
          output.line(Long.toString(found));
        }
        return ExitCode.OK;
      }
      try (Stream<Map<String, Object>> found = query.stream()) {
        RowPrinter.print(found, output);
      }
      return ExitCode.OK;
    }
  }

  private CheckpointQuery<Map<String, Object>> query(CheckpointManager manager) {
    CheckpointQuery<Map<String, Object>> query = manager.queryRows(name);
    for (String condition : where) {
      query = query.where(condition);
    }
    if (!select.isEmpty()) {
      query = query.select(select.toArray(String[]::new));
    }
    return query.limit(limit);
  }
}
