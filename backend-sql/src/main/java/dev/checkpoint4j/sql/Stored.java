package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.column.SchemaText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The current version of a checkpoint, as the catalogue has it. */
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
    long createdAt) {
  /**
   * From the catalogue's rows.
   *
   * @param where begins the message if they cannot be
   */
  static Stored of(CheckpointEntity checkpoint, RowsetEntity rowset, String where) {
    Spec spec = Spec.ofKind(rowset.rowKind);
    try {
      if (spec != null) {
        return new Stored(
            checkpoint.key.runId(),
            checkpoint.key.name(),
            checkpoint.version,
            rowset.id,
            spec,
            SchemaText.read(rowset.schemaJson),
            rowset.rowCount,
            rowset.byteCount,
            rowset.rowSum,
            rowset.createdAt);
      }
    } catch (IllegalArgumentException e) {
      throw damaged(where, e);
    }
    throw damaged(where, new IllegalArgumentException("an unknown kind of rows"));
  }

  private static CorruptCheckpointException damaged(String where, IllegalArgumentException e) {
    return new CorruptCheckpointException(
        where + ": what the catalogue says about it is damaged. Restore the database", e);
  }

  CheckpointInfo info(String format, String location) {
    return new CheckpointInfo(
        name,
        format,
        List.of(location + ", table " + spec.table() + ", run " + run + ", rowset " + rowset),
        OptionalLong.of(rows),
        schema,
        bytes,
        "none",
        Instant.ofEpochMilli(createdAt),
        version,
        Optional.empty(),
        Optional.empty(),
        true);
  }
}
