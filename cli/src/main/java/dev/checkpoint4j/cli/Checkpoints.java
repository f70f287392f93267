package dev.checkpoint4j.cli;

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
    },
    subcommands = {
      ListCommand.class,
      InfoCommand.class,
      HeadCommand.class,
      QueryCommand.class,
      AnalyzeCommand.class,
      VerifyCommand.class,
      RepairCommand.class,
      AcceptCommand.class,
      DeleteCommand.class,
      VersionsCommand.class,
      DiffCommand.class,
      TagCommand.class,
      RollbackCommand.class,
      PruneCommand.class,
      ExplainCommand.class,
      RunsCommand.class,
      MigrateCommand.class,
      SqlCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Checkpoints implements Runnable {
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
    line.setExecutionExceptionHandler(Failure::handle);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A subcommand is missing");
  }
}
