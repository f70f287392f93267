package dev.checkpoint4j.arrow;

import java.util.List;
import java.util.Map;

/**
 * The schema of a stream.
 *
 * @param fields the columns
 * @param metadata keys and values beside them
 * @param nodes the number of fields of all levels
 */
record ArrowSchema(List<Field> fields, Map<String, String> metadata, int nodes) {
  /** What {@code datasets} knows of the columns. */
  static final String HUGGINGFACE_KEY = "huggingface";

  /** The columns as this library knows them. */
  static final String SCHEMA_KEY = "checkpoint4j.schema";

  /** In a batch: points in time that the column cannot hold. */
  static final String OUTLIERS_KEY = "checkpoint4j.outliers";

  /** In a batch: how long the blocks are whose checksums stand behind its buffers. */
  static final String BLOCKS_KEY = "checkpoint4j.blocks";
}
