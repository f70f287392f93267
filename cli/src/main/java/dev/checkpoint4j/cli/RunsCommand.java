package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.sql.Run;
import dev.checkpoint4j.sql.RunStatus;
import dev.checkpoint4j.sql.SqlCheckpointManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs of a database. */
@Command(
    name = "runs",
    description = "Lists the runs of a sql store, the newest first, or shows one of them.",
    footer = {
      "",
      "Examples:",
      "  checkpoints runs --store sql:./checkpoints.db --status failed",
      "  checkpoints runs 5c1f… --store sql:jdbc:postgresql://localhost/checkpoints"
    })
final class RunsCommand extends StoreCommand {
  private static final int DEFAULT_LIMIT = 50;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "One run, with its checkpoints.")
  private @Nullable String id;

  @Option(names = "--status", description = "Only those: ${COMPLETION-CANDIDATES}.")
  private @Nullable RunStatus status;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "RUNS",
      description = "How many at most; " + DEFAULT_LIMIT + " by default.")
  private int limit = DEFAULT_LIMIT;

  @Override
  int run(Output output) {
    if (limit < 1) {
      throw new Failure(ExitCode.USAGE, "--limit must be at least 1 but was " + limit);
    }
    try (CheckpointManager manager = open()) {
      if (!(manager instanceof SqlCheckpointManager sql)) {
        throw new Failure(
            ExitCode.USAGE,
            "runs needs a sql store, such as --store sql:./checkpoints.db; other stores have none,"
                + " but tags: see checkpoints tag --help");
      }
      if (id == null) {
        list(sql.listRuns(status, limit), output);
      } else {
        show(find(sql, id), output);
      }
      return ExitCode.OK;
    }
  }

  private static Run find(SqlCheckpointManager sql, String id) {
    try {
      return sql.getRun(id)
          .orElseThrow(
              () -> new Failure(ExitCode.ABSENT, "there is no run \"" + id + "\" in " + sql));
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static void list(List<Run> runs, Output output) {
    if (output.isJson()) {
      List<Map<String, Object>> json = new ArrayList<>();
      runs.forEach(run -> json.add(json(run)));
      output.json(json);
      return;
    }
    Table table = new Table("ID", "NAME", "STATUS", "STARTED", "ENDED", ">CHECKPOINTS", ">ROWS");
    for (Run run : runs) {
      table.add(
          run.id(),
          run.name(),
          word(run.status()),
          Sizes.time(run.startedAt()),
          run.completedAt().map(Sizes::time).orElse(""),
          Sizes.count(run.checkpoints().size()),
          Sizes.count(run.rows()));
    }
    output.table(table);
  }

  private static void show(Run run, Output output) {
    if (output.isJson()) {
      output.json(json(run));
      return;
    }
    output.line("id           " + run.id());
    output.line("name         " + run.name());
    run.description().ifPresent(text -> output.line("description  " + text));
    output.line("status       " + word(run.status()));
    output.line("created at   " + Sizes.time(run.createdAt()));
    output.line("started at   " + Sizes.time(run.startedAt()));
    run.completedAt().ifPresent(time -> output.line("ended at     " + Sizes.time(time)));
    run.error().ifPresent(error -> output.line("error        " + error));
    if (!run.config().isEmpty()) {
      output.line("config       " + output.text(run.config()));
    }
    output.line("");
    Table table = new Table("CHECKPOINT", ">VERSION", ">ROWS", ">BYTES");
    for (Run.Saved saved : run.checkpoints()) {
      table.add(
          saved.name(),
          Long.toString(saved.version()),
          Sizes.count(saved.rows()),
          Sizes.bytes(saved.bytes()));
    }
    output.table(table);
  }

  private static String word(RunStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> json(Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", run.id());
    json.put("name", run.name());
    run.description().ifPresent(text -> json.put("description", text));
    json.put("status", word(run.status()));
    json.put("createdAt", run.createdAt().toString());
    json.put("startedAt", run.startedAt().toString());
    run.completedAt().ifPresent(time -> json.put("completedAt", time.toString()));
    run.error().ifPresent(error -> json.put("error", error));
    json.put("config", run.config());
    json.put("checkpoints", run.checkpoints());
    return json;
  }
}
