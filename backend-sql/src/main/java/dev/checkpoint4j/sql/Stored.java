package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.column.SchemaText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A version of a checkpoint, as the catalogue has it. */
record Stored(
    String run,
    String name,
    long version,
    long rowset,
    Spec spec,
    RecordSchema schema,
    long rows,
    long bytes,
    long sum,
    Optional<String> digest,
    Optional<Fingerprint> fingerprint,
    long createdAt) {
  /**
   * From the catalogue's rows.
   *
   * @param where begins the message if they cannot be
   */
  static Stored of(VersionEntity version, RowsetEntity rowset, String where) {
    Spec spec = Spec.ofKind(rowset.rowKind);
    try {
      if (spec != null) {
        return new Stored(
            version.key.runId(),
            version.key.name(),
            version.key.version(),
            rowset.id,
            spec,
            SchemaText.read(rowset.schemaJson),
            rowset.rowCount,
            rowset.byteCount,
            rowset.rowSum,
            Optional.ofNullable(rowset.digest),
            Optional.ofNullable(version.fingerprint).map(Fingerprint::ofJson),
            version.createdAt);
      }
    } catch (IllegalArgumentException e) {
      throw damaged(where, e);
    }
    throw damaged(where, new IllegalArgumentException("an unknown kind of rows"));
  }

  static CorruptCheckpointException damaged(String where, IllegalArgumentException e) {
    return new CorruptCheckpointException(
        where + ": what the catalogue says about it is damaged. Restore the database", e);
  }

  /**
   * For the application.
   *
   * @param weakness settings by which a save may be lost
   * @param versions all that can be read, this one among them
   */
  CheckpointInfo info(
      String format, String location, Optional<String> weakness, List<VersionInfo> versions) {
    return new CheckpointInfo(
            name,
            format,
            List.of(
                place(location, spec, rowset)
                    + ", run "
                    + run
                    + weakness.map(w -> ", not safe from a power cut with " + w).orElse("")),
            OptionalLong.of(rows),
            schema,
            bytes,
            "none",
            Instant.ofEpochMilli(createdAt),
            version,
            digest,
            fingerprint.map(Fingerprint::hash),
            true)
        .withStored(versions);
  }

  /** Where rows lie, for people. */
  static String place(String location, Spec spec, long rowset) {
    return location + ", table " + spec.table() + ", rowset " + rowset;
  }

  VersionInfo versionInfo(Set<String> tags, boolean current) {
    return new VersionInfo(
        name,
        version,
        Instant.ofEpochMilli(createdAt),
        OptionalLong.of(rows),
        bytes,
        digest,
        fingerprint,
        tags,
        current);
  }
}
