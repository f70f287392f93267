package dev.checkpoint4j.jsonl;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the object in a line. Used by one thread at a time.
 *
 * @param <R> the results
 */
interface LineRows<R> {
  /**
   * Reads the object at whose beginning the parser stands; null if the line is not wanted. Leaves
   * the parser behind the object.
   */
  @Nullable R read(LineParser in) throws IOException;
}
