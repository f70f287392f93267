package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.CheckpointName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One state of a checkpoint.
 *
 * @param number counted from 1; 0 for a file that somebody else wrote
 * @param createdAt when it was committed
 * @param rows the number of records; -1 if nobody counted them
 * @param verified whether this library wrote or accepted it
 * @param files the main file, then the parts where the format has them
 * @param notes what the format keeps for its readers; empty for nothing
 * @param fingerprint what it was computed from; empty if nobody said
 * @param tags names that keep it
 */
record Version(
    long number,
    Instant createdAt,
    long rows,
    boolean verified,
    RecordSchema schema,
    List<DataFile> files,
    String notes,
    Optional<Fingerprint> fingerprint,
    Set<String> tags) {
  static final long ROWS_UNKNOWN = -1;

  Version {
    files = List.copyOf(files);
    tags = Set.copyOf(tags);
  }

  /** A version that nobody tagged and of whose origin nothing is known. */
  Version(
      long number,
      Instant createdAt,
      long rows,
      boolean verified,
      RecordSchema schema,
      List<DataFile> files) {
    this(number, createdAt, rows, verified, schema, files, "", Optional.empty(), Set.of());
  }

  Version withNumber(long changed) {
    return new Version(changed, createdAt, rows, verified, schema, files, notes, fingerprint, tags);
  }

  Version withRows(long counted) {
    return new Version(
        number, createdAt, counted, verified, schema, files, notes, fingerprint, tags);
  }

  Version withTags(Set<String> changed) {
    return new Version(
        number, createdAt, rows, verified, schema, files, notes, fingerprint, changed);
  }

  /** With the files beside the main one. */
  Version withParts(List<DataFile> parts) {
    List<DataFile> all = new ArrayList<>(List.of(file()));
    all.addAll(parts);
    return new Version(number, createdAt, rows, verified, schema, all, notes, fingerprint, tags);
  }

  /** The same contents, committed anew under a number that is not yet known. */
  Version asDraft(Instant now) {
    return new Version(0, now, rows, verified, schema, files, notes, fingerprint, Set.of());
  }

  SaveResult result(CheckpointName name) {
    return new SaveResult(
        name.value(), true, number, rows, bytes(), Optional.of(file().sums().sha256()));
  }

  VersionInfo info(CheckpointName name, boolean current) {
    return new VersionInfo(
        name.value(),
        number,
        createdAt,
        rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows),
        bytes(),
        verified ? Optional.of(file().sums().sha256()) : Optional.empty(),
        fingerprint,
        tags,
        current);
  }

  /** The main file, whose rename is the commit. */
  DataFile file() {
    return files.get(0);
  }

  /** The files beside the main one. */
  List<DataFile> parts() {
    return files.subList(1, files.size());
  }

  /** The part that has this ending; null if none has. */
  @Nullable DataFile part(String ending) {
    return parts().stream().filter(p -> p.ending().equals(ending)).findFirst().orElse(null);
  }

  /** Whether one of the files has this ending. */
  boolean has(String ending) {
    return files.stream().anyMatch(file -> file.ending().equals(ending));
  }

  /** Whether all files have the same bytes. */
  boolean sameContents(Version other) {
    return contents().equals(other.contents());
  }

  /** What the files hold, in their order. */
  List<String> contents() {
    return files.stream().map(DataFile::content).toList();
  }

  /** The bytes of all files. */
  long bytes() {
    return files.stream().mapToLong(file -> file.sums().bytes()).sum();
  }
}
