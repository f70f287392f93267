package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Finds out what people talk about: loads conversations, summarises, embeds and clusters them,
 * builds a hierarchy of clusters and projects it to two dimensions. Every step is a checkpoint, so
 * that a run that was killed goes on where it was, and a second run computes nothing.
 *
 * <pre>{@code
 * java -jar examples/target/checkpoint4j-examples.jar --store jsonl:./checkpoints
 * }</pre>
 */
@Command(
    name = "conversation-pipeline",
    description =
        "Summarises and clusters conversations. What is finished is never computed twice.",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class ConversationPipeline implements Callable<Integer> {
  private static final int MAX_CLUSTERS = 1_000;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = {"Conversations in JSON Lines, as Kura writes them.", "Default: a shipped set"})
  private @Nullable Path input;

  @Option(
      names = "--store",
      paramLabel = "URL",
      defaultValue = "jsonl:./checkpoints",
      description = {"Where and how checkpoints are kept.", "Default: ${DEFAULT-VALUE}"})
  private String store = "";

  @Option(
      names = "--clusters",
      paramLabel = "N",
      defaultValue = "10",
      description = {
        "How many clusters to make, 1 to " + MAX_CLUSTERS + ".",
        "Default: ${DEFAULT-VALUE}"
      })
  private int clusters;

  @Option(names = "--help", usageHelp = true, description = "Shows this text.")
  @SuppressWarnings("UnusedVariable") // set and acted on by picocli
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  private ConversationPipeline() {}

  /** Runs the pipeline and ends the JVM: 0 for success, 1 for a failure, 2 for bad usage. */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  static CommandLine command() {
    return new CommandLine(new ConversationPipeline())
        .setExecutionExceptionHandler(ConversationPipeline::report);
  }

  @Override
  public Integer call() {
    if (clusters < 1 || clusters > MAX_CLUSTERS) {
      throw new ParameterException(
          spec.commandLine(),
          "--clusters must be from 1 to %d, but was %d".formatted(MAX_CLUSTERS, clusters));
    }
    ConversationSource source = ConversationSource.of(input);
    try (CheckpointManager checkpoints = CheckpointManagers.open(store)) {
      StepRunner steps = new StepRunner(checkpoints, Progress.onTerminal());
      PrintWriter out = spec.commandLine().getOut();
      ClusterTree.print(new Pipeline(steps).run(source, clusters), out);
      steps.table().print(out);
    }
    return ExitCode.OK;
  }

  /** Failures that are expected to happen are shown as their message; all others in full. */
  private static int report(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (!(failure instanceof CheckpointException || failure instanceof PipelineException)) {
      throw failure;
    }
    command.getErr().println("error: " + failure.getMessage());
    return failure instanceof CheckpointConfigurationException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }
}
