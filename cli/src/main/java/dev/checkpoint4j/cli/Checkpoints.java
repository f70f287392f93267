package dev.checkpoint4j.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code checkpoints}: looks at, queries, compares and moves checkpoints. */
@Command(
    name = "checkpoints",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = "Looks at, queries, verifies, versions and moves the checkpoints of a store.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  checkpoints list --store ./checkpoints",
      "  checkpoints query summaries --where \"concerning_score >= 4\" --select chat_id,topic",
      "  checkpoints migrate ./kura-checkpoints parquet:./checkpoints --dry-run",
      "",
      "The store is a URL (jsonl:DIR, parquet:DIR, hf-dataset:DIR, sql:FILE, multi:[a=…][b=…]) or a",
      "directory, whatever lies in it; without --store it is that of CHECKPOINT_URL or KURA_CHECKPOINT_DIR, or ./checkpoints.",
      "",
      "Exit codes: 0 fine, 1 could not be done, 2 wrong usage or configuration, 3 no such",
      "checkpoint, version, tag or run, 4 damage or a difference was found, 5 not confirmed."
    })
public final class Checkpoints implements Runnable {
  private static final List<String> COMMANDS =
      List.of(
          "list",
          "info",
          "head",
          "query",
          "analyze",
          "verify",
          "repair",
          "accept",
          "delete",
          "versions",
          "diff",
          "tag",
          "rollback",
          "prune",
          "explain",
          "runs",
          "migrate",
          "sql",
          "generate-completion");

  @Spec private CommandSpec spec;

  /** Made by {@link #main}. */
  Checkpoints(CommandSpec spec) {
    this.spec = spec;
  }

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    CommandLine line = new CommandLine(new Checkpoints(CommandSpec.create()));
    Class<?> called = arguments.length == 0 ? null : command(arguments[0]);
    // Looking into all of them would take longer than most commands run.
    if (called != null && called != AutoComplete.GenerateCompletion.class) {
      line.addSubcommand(called);
    } else {
      COMMANDS.forEach(name -> line.addSubcommand(command(name)));
    }
    line.setExecutionExceptionHandler(Failure::handle);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(arguments);
  }

  /** The class of a command, by its name or alias; null if there is none. */
  private static @Nullable Class<?> command(String name) {
    return switch (name) {
      case "list", "ls" -> ListCommand.class;
      case "info" -> InfoCommand.class;
      case "head" -> HeadCommand.class;
      case "query" -> QueryCommand.class;
      case "analyze" -> AnalyzeCommand.class;
      case "verify" -> VerifyCommand.class;
      case "repair" -> RepairCommand.class;
      case "accept" -> AcceptCommand.class;
      case "delete", "rm" -> DeleteCommand.class;
      case "versions" -> VersionsCommand.class;
      case "diff" -> DiffCommand.class;
      case "tag" -> TagCommand.class;
      case "rollback" -> RollbackCommand.class;
      case "prune" -> PruneCommand.class;
      case "explain" -> ExplainCommand.class;
      case "runs" -> RunsCommand.class;
      case "migrate" -> MigrateCommand.class;
      case "sql" -> SqlCommand.class;
      case "generate-completion" -> AutoComplete.GenerateCompletion.class;
      default -> null;
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A subcommand is missing");
  }
}
