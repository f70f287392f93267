package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.VersionInfo;
import java.util.List;
import java.util.Optional;

/**
 * What a user calls a version: its number, one of its tags, {@code current} or {@code previous}.
 */
final class VersionChoice {
  static final String LABEL = "VERSION";
  static final String HELP = "a number, a tag, current or previous";

  private VersionChoice() {}

  /** The versions of a checkpoint that is there, the current one first. */
  static List<VersionInfo> all(CheckpointManager manager, String name) {
    List<VersionInfo> versions = manager.versions(name);
    if (versions.isEmpty()) {
      StoreCommand.require(manager, name);
    }
    return versions;
  }

  static VersionInfo of(CheckpointManager manager, String name, String text) {
    List<VersionInfo> versions = all(manager, name);
    return versions.stream()
        .filter(version -> isMeant(version, text))
        .findFirst()
        .or(
            () ->
                text.equals("previous") && versions.size() > 1
                    ? Optional.of(versions.get(1))
                    : Optional.empty())
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.ABSENT,
                    "checkpoint \""
                        + name
                        + "\" has no version \""
                        + text
                        + (versions.size() == 1 ? "\"; there is only " : "\"; there are ")
                        + shown(versions)));
  }

  private static boolean isMeant(VersionInfo version, String text) {
    return text.matches("[0-9]{1,18}")
        ? version.version() == Long.parseLong(text)
        : version.tags().contains(text) || (text.equals("current") && version.current());
  }

  private static String shown(List<VersionInfo> versions) {
    return String.join(
        ", ",
        versions.stream()
            .map(v -> v.version() + (v.tags().isEmpty() ? "" : " " + v.tags()))
            .toList());
  }
}
