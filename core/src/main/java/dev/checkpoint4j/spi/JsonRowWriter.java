package dev.checkpoint4j.spi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.checkpoint4j.schema.RecordSchema;
import java.io.IOException;

/**
 * Writes records as JSON objects in two steps, so that the slow one can run on many threads with
 * the same bytes as on one.
 *
 * @param <T> the record type
 */
public interface JsonRowWriter<T> {
  /**
   * Notes the types of a record's untyped values. Called once for each record, in order, by one
   * thread at a time.
   *
   * @throws RowProblem if the record is null
   */
  void learn(T record);

  /**
   * Writes a record as one JSON object. Called by any thread, after {@link #learn} of this record
   * and of all before it, with a happens-before edge between.
   *
   * @throws RowProblem if it cannot be kept exactly
   */
  void write(T record, JsonGenerator out) throws IOException;

  /**
   * The schema of what was learnt so far: declared columns, or those found in rows with no class.
   */
  RecordSchema schema();
}
