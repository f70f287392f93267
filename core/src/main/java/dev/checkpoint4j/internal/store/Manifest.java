package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.CheckpointName;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a checkpoint's data files may be. At rest it has one version. While a commit is under way,
 * it has the new one and what was there before, so that each instant of the switch reads as one of
 * them.
 *
 * @param absentOk whether no file at all means that there is no checkpoint, rather than damage
 * @param versions newest first
 * @param history older versions that can be read, newest first; contents that are not those of the
 *     data file lie in the history's directory
 * @param dropped contents that may lie there still and that nobody needs
 * @param leaving numbers of versions in the history that go with the commit that is under way: they
 *     can be read until the newest version is the current one
 */
record Manifest(
    CheckpointName name,
    String format,
    boolean absentOk,
    List<Version> versions,
    List<Version> history,
    List<DataFile> dropped,
    List<Long> leaving) {
  Manifest {
    versions = List.copyOf(versions);
    history = List.copyOf(history);
    dropped = List.copyOf(dropped);
    leaving = List.copyOf(leaving);
  }

  /** One from which no version is leaving. */
  Manifest(
      CheckpointName name,
      String format,
      boolean absentOk,
      List<Version> versions,
      List<Version> history,
      List<DataFile> dropped) {
    this(name, format, absentOk, versions, history, dropped, List.of());
  }

  /** One with no history. */
  Manifest(CheckpointName name, String format, boolean absentOk, List<Version> versions) {
    this(name, format, absentOk, versions, List.of(), List.of());
  }

  /** With tags of the version of this number changed, wherever it stands. */
  Manifest mapVersions(UnaryOperator<Version> change) {
    return new Manifest(
        name,
        format,
        absentOk,
        versions.stream().map(change).toList(),
        history.stream().map(change).toList(),
        dropped,
        leaving);
  }

  /** The older versions behind this one, newest first. */
  List<Version> behind(Version current) {
    boolean committed = current.number() == versions.get(0).number();
    return history.stream()
        .filter(v -> v.number() < current.number())
        .filter(v -> !(committed && leaving.contains(v.number())))
        .toList();
  }

  long lastNumber() {
    return versions.stream().mapToLong(Version::number).max().orElse(0);
  }
}
