package dev.checkpoint4j;

import dev.checkpoint4j.schema.RecordSchema;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known about a checkpoint without reading its rows.
 *
 * @param name the logical name
 * @param format the format's name, such as {@code jsonl}
 * @param places where the data lies: files, or a table; without secrets
 * @param rows the number of records; empty if the store has no record of it and would have to read
 *     them all
 * @param schema the columns and their types; empty columns where they are not known
 * @param bytes bytes on disk
 * @param compression the codec's name, {@code none} without one
 * @param createdAt when this version was committed; for a file with no manifest, when it was last
 *     modified
 * @param version counted from 1 for each name; 0 where there is no manifest
 * @param digest SHA-256 of the stored bytes in lower-case hex; empty where none was recorded
 * @param fingerprint the fingerprint of the computation that made it; empty if none was given
 * @param verified whether this library wrote (or accepted) the data, so that every read checks it
 * @param logicalBytes bytes of all versions that can be loaded, each counted in full
 * @param physicalBytes bytes that they take on disk, where equal contents lie once
 */
public record CheckpointInfo(
    String name,
    String format,
    List<String> places,
    OptionalLong rows,
    RecordSchema schema,
    long bytes,
    String compression,
    Instant createdAt,
    long version,
    Optional<String> digest,
    Optional<String> fingerprint,
    boolean verified,
    long logicalBytes,
    long physicalBytes) {
  /** Copies the list. */
  public CheckpointInfo {
    places = List.copyOf(places);
  }

  /** A checkpoint that has one version. */
  public CheckpointInfo(
      String name,
      String format,
      List<String> places,
      OptionalLong rows,
      RecordSchema schema,
      long bytes,
      String compression,
      Instant createdAt,
      long version,
      Optional<String> digest,
      Optional<String> fingerprint,
      boolean verified) {
    this(
        name,
        format,
        places,
        rows,
        schema,
        bytes,
        compression,
        createdAt,
        version,
        digest,
        fingerprint,
        verified,
        bytes,
        bytes);
  }

  /** With the sizes of these versions, of which those of one digest lie on the disk once. */
  public CheckpointInfo withStored(List<VersionInfo> versions) {
    long physical = 0;
    Set<String> contents = new HashSet<>();
    for (VersionInfo stored : versions) {
      boolean first = stored.digest().map(contents::add).orElse(true);
      physical += first ? stored.bytes() : 0;
    }
    return withStored(versions, physical);
  }

  /** With the sizes of these versions, which take that many bytes on the disk together. */
  public CheckpointInfo withStored(List<VersionInfo> versions, long physicalBytes) {
    return new CheckpointInfo(
        name,
        format,
        places,
        rows,
        schema,
        bytes,
        compression,
        createdAt,
        version,
        digest,
        fingerprint,
        verified,
        versions.stream().mapToLong(VersionInfo::bytes).sum(),
        physicalBytes);
  }
}
