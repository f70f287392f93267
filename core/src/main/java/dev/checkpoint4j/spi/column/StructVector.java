package dev.checkpoint4j.spi.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of kind STRUCT: one vector a field, each as long as this one. */
public final class StructVector extends ColumnVector {
  private final List<ColumnVector> fields;

  /**
   * Wraps the vectors.
   *
   * @param fields in the order of the type; where the struct is null, theirs are null or filler
   * @param nulls true where a value is null; null if none is
   */
  public StructVector(int size, List<ColumnVector> fields, boolean @Nullable [] nulls) {
    super(size, nulls);
    this.fields = List.copyOf(fields);
    for (ColumnVector field : this.fields) {
      requireLength(size, field.size());
    }
  }

  /** One vector a field. */
  public List<ColumnVector> fields() {
    return fields;
  }
}
