package dev.checkpoint4j.arrow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of an Arrow schema, or a part of one.
 *
 * @param index its place among all fields of the schema, depth first: that of its node in a batch
 * @param type what its values are; for a dictionary-encoded field, what the dictionary's are
 * @param children for nested types
 * @param dictionary how its values refer to a dictionary; null if they do not
 * @param metadata its own, such as the name of an extension type
 */
record Field(
    int index,
    String name,
    ArrowType type,
    List<Field> children,
    @Nullable Dictionary dictionary,
    Map<String, String> metadata) {
  /**
   * A reference to a dictionary.
   *
   * @param id that of the dictionary's batches
   * @param indexType the type of the references
   */
  record Dictionary(long id, ArrowType indexType) {}

  /** The buffers that a batch has for this field itself, views aside. */
  int buffers() {
    return dictionary == null ? type.id().buffers() : dictionary.indexType().id().buffers();
  }

  /** The children whose nodes a record batch has; those of a dictionary are in its own batches. */
  List<Field> stored() {
    return dictionary == null ? children : List.of();
  }
}
