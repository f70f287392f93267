package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Explanation;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.VersionInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a checkpoint was computed from, and what changed. */
@Command(
    name = "explain",
    description = {
      "Shows what a version was computed from, and what had changed since the version before.",
      "With --fingerprint says whether it would be taken instead of computed again, and why not;",
      "ends with 4 if not."
    },
    footer = {
      "",
      "Examples:",
      "  checkpoints explain summaries",
      "  checkpoints explain summaries current --since baseline",
      "  checkpoints explain summaries --fingerprint wanted.json"
    })
final class ExplainCommand extends StoreCommand {
  private static final int SHORT = 16;

  @Parameters(index = "0", paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = VersionChoice.LABEL,
      defaultValue = "current",
      description = "Which one: " + VersionChoice.HELP + "; the current one by default.")
  private String version = "";

  @Option(
      names = "--since",
      paramLabel = VersionChoice.LABEL,
      description = "The version to compare with; the one before by default.")
  private @Nullable String since;

  @Option(
      names = "--fingerprint",
      paramLabel = "FILE",
      description = "What Fingerprint.toJson() gave, in a file, or - for standard input.")
  private @Nullable String file;

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      return file == null ? parts(manager, output) : hit(manager, file, output);
    }
  }

  private int hit(CheckpointManager manager, String from, Output output) {
    Explanation explanation = manager.explain(name, read(from));
    if (output.isJson()) {
      output.json(explanation);
    } else {
      output.line(explanation.toString());
    }
    return explanation.hit() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private static Fingerprint read(String from) {
    try {
      byte[] bytes =
          from.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(from));
      return Fingerprint.ofJson(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the fingerprint: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new Failure(
          ExitCode.USAGE,
          from + " holds no fingerprint of Fingerprint.toJson(): " + e.getMessage());
    }
  }

  private int parts(CheckpointManager manager, Output output) {
    List<VersionInfo> versions = VersionChoice.all(manager, name);
    VersionInfo chosen = VersionChoice.of(manager, name, version);
    int next = versions.indexOf(chosen) + 1;
    VersionInfo before =
        since != null
            ? VersionChoice.of(manager, name, since)
            : next < versions.size() ? versions.get(next) : null;
    List<String> changes = before == null ? List.of() : changes(before, chosen);
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("version", chosen.version());
      chosen.fingerprint().ifPresent(f -> json.put("fingerprint", f.hash()));
      chosen.fingerprint().ifPresent(f -> json.put("parts", f.parts()));
      if (before != null) {
        json.put("since", before.version());
        json.put("changes", changes);
      }
      output.json(json);
      return ExitCode.OK;
    }
    print(chosen, before, changes, output);
    return ExitCode.OK;
  }

  private static String shown(String digest) {
    return digest.length() > SHORT ? digest.substring(0, SHORT) + "…" : digest;
  }

  private static List<String> changes(VersionInfo before, VersionInfo chosen) {
    if (before.fingerprint().isEmpty() || chosen.fingerprint().isEmpty()) {
      long without = (chosen.fingerprint().isEmpty() ? chosen : before).version();
      return List.of("version " + without + " was saved without a fingerprint");
    }
    return before.fingerprint().get().differences(chosen.fingerprint().get());
  }

  private void print(
      VersionInfo chosen, @Nullable VersionInfo before, List<String> changes, Output output) {
    output.line("version " + chosen.version() + " of " + name);
    if (chosen.fingerprint().isEmpty()) {
      output.line("was saved without a fingerprint");
      return;
    }
    Table table = new Table("PART", "DIGEST");
    chosen.fingerprint().get().parts().forEach((part, digest) -> table.add(part, shown(digest)));
    output.table(table);
    if (before != null) {
      String text = changes.isEmpty() ? "nothing changed" : String.join("; ", changes);
      output.line("since version " + before.version() + ": " + text);
    }
  }
}
