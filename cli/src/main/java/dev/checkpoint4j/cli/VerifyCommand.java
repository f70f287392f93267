package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads every byte. */
@Command(
    name = "verify",
    description = {
      "Reads every byte and every row, and compares the copies of a multi store.",
      "Ends with 4 if anything is damaged or differs."
    },
    footer = {"", "Example: checkpoints verify && echo intact"})
final class VerifyCommand extends StoreCommand {
  @Parameters(paramLabel = "NAME", description = "The checkpoints; all by default.")
  private List<String> names = List.of();

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      List<String> wanted = names.isEmpty() ? manager.list() : names;
      Table table = new Table("NAME", "STATUS", ">ROWS", ">BYTES");
      List<Map<String, Object>> json = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      int exitCode = ExitCode.OK;
      for (String name : wanted) {
        Verification found = manager.verify(name);
        String status = word(found.status());
        table.add(name, status, Sizes.count(found.rows()), Sizes.bytes(found.bytes()));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("status", status);
        entry.put("rows", found.rows());
        found.damage().ifPresent(damage -> entry.put("damage", damage.getMessage()));
        found.damage().ifPresent(damage -> problems.add(String.valueOf(damage.getMessage())));
        json.add(entry);
        exitCode = Math.max(exitCode, exitCode(found.status()));
      }
      if (output.isJson()) {
        output.json(json);
      } else {
        output.table(table);
        problems.forEach(output::line);
      }
      return exitCode;
    }
  }

  static String word(Verification.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static int exitCode(Verification.Status status) {
    return switch (status) {
      case DAMAGED -> ExitCode.DAMAGED;
      case ABSENT -> ExitCode.ABSENT;
      default -> ExitCode.OK;
    };
  }
}
