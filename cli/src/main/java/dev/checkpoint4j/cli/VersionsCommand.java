package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.VersionInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The versions of a checkpoint. */
@Command(
    name = "versions",
    description = "Lists the versions of a checkpoint that can be read, the current one first.",
    footer = {"", "Example: checkpoints versions summaries"})
final class VersionsCommand extends StoreCommand {
  private static final int SHORT = 12;

  @Parameters(paramLabel = "NAME", description = "The checkpoint.")
  private String name = "";

  @Override
  int run(Output output) {
    try (CheckpointManager manager = open()) {
      List<VersionInfo> versions = VersionChoice.all(manager, name);
      if (output.isJson()) {
        List<Map<String, Object>> json = new ArrayList<>();
        versions.forEach(version -> json.add(json(version)));
        output.json(json);
        return ExitCode.OK;
      }
      Table table = new Table(">VERSION", "", "CREATED", ">ROWS", ">BYTES", "TAGS", "FINGERPRINT");
      for (VersionInfo version : versions) {
        table.add(
            version.version() == 0 ? "-" : Long.toString(version.version()),
            version.current() ? "current" : "",
            Sizes.time(version.createdAt()),
            Sizes.count(version.rows()),
            Sizes.bytes(version.bytes()),
            String.join(", ", version.tags()),
            version.fingerprint().map(VersionsCommand::shown).orElse(""));
      }
      output.table(table);
      return ExitCode.OK;
    }
  }

  static String shown(Fingerprint fingerprint) {
    return fingerprint.hash().substring(0, SHORT) + "…";
  }

  private static Map<String, Object> json(VersionInfo version) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", version.version());
    json.put("current", version.current());
    json.put("createdAt", version.createdAt().toString());
    version.rows().ifPresent(rows -> json.put("rows", rows));
    json.put("bytes", version.bytes());
    json.put("tags", version.tags());
    version.digest().ifPresent(digest -> json.put("digest", digest));
    version
        .fingerprint()
        .ifPresent(
            fingerprint -> {
              json.put("fingerprint", fingerprint.hash());
              json.put("parts", fingerprint.parts());
            });
    return json;
  }
}
