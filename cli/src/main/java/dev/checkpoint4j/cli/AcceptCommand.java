package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Verification;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a file that was changed by hand. */
@Command(
    name = "accept",
    description = "Takes a file that was changed by hand, and is refused until then, as it is.",
    footer = {"", "Example: checkpoints accept summaries"})
final class AcceptCommand extends StoreCommand {
  @Parameters(paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Option(names = "--dry-run", description = "Says how it stands and changes nothing.")
  private boolean dryRun;

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      if (dryRun) {
        Verification found = manager.verify(name);
        String status = VerifyCommand.word(found.status());
        if (output.isJson()) {
          output.json(Map.of("name", name, "status", status));
        } else {
          output.line("would accept " + name + ", which is " + status + " now");
        }
        return found.status() == Verification.Status.ABSENT ? ExitCode.ABSENT : ExitCode.OK;
      }
      CheckpointInfo info =
          manager
              .accept(name)
              .orElseThrow(
                  () ->
                      new Failure(
                          ExitCode.ABSENT,
                          "there is no checkpoint \"" + name + "\" in " + Stores.shown(manager)));
      if (output.isJson()) {
        output.json(Infos.all(info));
      } else {
        output.line(
            "accepted "
                + name
                + ", version "
                + info.version()
                + ", "
                + Sizes.count(info.rows())
                + " rows");
      }
      return ExitCode.OK;
    }
  }
}
