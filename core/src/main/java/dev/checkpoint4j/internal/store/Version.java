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
 * @param files its data, exactly one for a single-file format
 */
record Version(
    long number,
    Instant createdAt,
    long rows,
    boolean verified,
    RecordSchema schema,
    List<DataFile> files) {
  static final long ROWS_UNKNOWN = -1;

  Version {
    files = List.copyOf(files);
  }

  Version withNumber(long changed) {
    return new Version(changed, createdAt, rows, verified, schema, files);
  }

  Version withRows(long counted) {
    return new Version(number, createdAt, counted, verified, schema, files);
  }

  /** The one file of a single-file format. */
  DataFile file() {
    return files.get(0);
  }
}
