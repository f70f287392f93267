package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.NearestName;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all subcommands have in common. */
@Command(mixinStandardHelpOptions = true)
abstract class StoreCommand implements Callable<Integer> {
  @Option(
      names = {"-s", "--store"},
      paramLabel = "STORE",
      description =
          "A store's URL, or a directory; by default the environment's, or ./checkpoints.")
  private @Nullable String store;

  @Option(names = "--json", description = "Writes JSON for programs.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Writes results alone, no warnings and no progress.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Writes to standard error what is being done.")
  private boolean verbose;

  @Option(names = "--stacktrace", description = "Shows an error with all that led to it.")
  private boolean stackTrace;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() {
    // Read by the logger when it is first asked for, which no class before this one does.
    System.setProperty(
        "org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : quiet ? "off" : "error");
    // Hibernate's own choice would be the JDK's logging, which writes whatever -q and -v say.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    int exitCode = run(new Output(out(), json));
    out().flush();
    return exitCode;
  }

  /** Does the work; the exit code. */
  abstract int run(Output output);

  final boolean wantsStackTrace() {
    return stackTrace;
  }

  final boolean isQuiet() {
    return quiet;
  }

  final java.io.PrintWriter out() {
    return spec().commandLine().getOut();
  }

  final java.io.PrintWriter err() {
    return spec().commandLine().getErr();
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("Only picocli makes commands");
    }
    return spec;
  }

  /** The store of {@code --store}. */
  final CheckpointManager open() {
    return Stores.open(store);
  }

  final @Nullable String storeText() {
    return store;
  }

  /** The names given, or all. */
  static List<String> names(CheckpointManager manager, List<String> given) {
    if (given.isEmpty()) {
      return manager.list();
    }
    given.forEach(name -> require(manager, name));
    return given;
  }

  static CheckpointInfo require(CheckpointManager manager, String name) {
    return manager
        .info(name)
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.ABSENT,
                    "there is no checkpoint \""
                        + name
                        + "\" in "
                        + Stores.shown(manager)
                        + NearestName.hint(name, manager.list())));
  }
}
