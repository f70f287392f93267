package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.CheckpointName;
import java.util.List;

/**
 * What a checkpoint's data files may be. At rest it has one version. While a commit is under way,
 * it has the new one and what was there before, so that each instant of the switch reads as one of
 * them.
 *
 * @param absentOk whether no file at all means that there is no checkpoint, rather than damage
 * @param versions newest first
 */
record Manifest(CheckpointName name, String format, boolean absentOk, List<Version> versions) {
  Manifest {
    versions = List.copyOf(versions);
  }

  long lastNumber() {
    return versions.stream().mapToLong(Version::number).max().orElse(0);
  }
}
