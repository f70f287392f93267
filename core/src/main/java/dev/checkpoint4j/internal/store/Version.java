package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.schema.RecordSchema;
import java.time.Instant;
import java.util.List;

/**
 * One state of a checkpoint.
 *
 * @param number counted from 1; 0 for a file that somebody else wrote
 * @param createdAt when it was committed
 * @param rows the number of records; -1 if nobody counted them
 * @param verified whether this library wrote or accepted it
 * @param files the main file, then the parts where the format has them
 * @param notes what the format keeps for its readers; empty for nothing
 */
record Version(
    long number,
    Instant createdAt,
    long rows,
    boolean verified,
    RecordSchema schema,
    List<DataFile> files,
    String notes) {
  static final long ROWS_UNKNOWN = -1;

  Version {
    files = List.copyOf(files);
  }

  /** Without notes. */
  Version(
      long number,
      Instant createdAt,
      long rows,
      boolean verified,
      RecordSchema schema,
      List<DataFile> files) {
    this(number, createdAt, rows, verified, schema, files, "");
  }

  Version withNumber(long changed) {
    return new Version(changed, createdAt, rows, verified, schema, files, notes);
  }

  Version withRows(long counted) {
    return new Version(number, createdAt, counted, verified, schema, files, notes);
  }

  /** The main file, whose rename is the commit. */
  DataFile file() {
    return files.get(0);
  }

  /** The files beside the main one. */
  List<DataFile> parts() {
    return files.subList(1, files.size());
  }

  /** Whether one of the files has this ending. */
  boolean has(String ending) {
    return files.stream().anyMatch(file -> file.ending().equals(ending));
  }

  /** The bytes of all files. */
  long bytes() {
    return files.stream().mapToLong(file -> file.sums().bytes()).sum();
  }
}
