package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManagers;
import picocli.CommandLine.IVersionProvider;

/** The version, and the formats that the jar has. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Checkpoints.class.getPackage().getImplementationVersion();
    return new String[] {
      "checkpoints " + (version == null ? "(unpackaged)" : version),
      "formats: " + String.join(", ", CheckpointManagers.formats())
    };
  }
}
