package dev.checkpoint4j.spi;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Reads records from JSON objects. Thread-safe.
 *
 * @param <T> the record type
 */
public interface JsonRowReader<T> {
  /**
   * Reads one record. The parser stands at its {@code START_OBJECT} and is left at the matching
   * {@code END_OBJECT}.
   *
   * @throws RowProblem if the object does not fit the type, or a key stands in it twice
   * @throws IOException what the parser throws
   */
  T read(JsonParser in) throws IOException;
}
