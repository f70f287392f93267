package dev.checkpoint4j.spi.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects values of kind STRUCT. */
public final class StructBuilder extends VectorBuilder {
  private final List<VectorBuilder> fields;

  StructBuilder(List<VectorBuilder> fields) {
    this.fields = fields;
  }

  @Override
  public VectorBuilder field(int index) {
    return fields.get(index);
  }

  @Override
  public void endStruct() {
    next();
  }

  @Override
  public long heapBytes() {
    long bytes = flatBytes(0);
    for (VectorBuilder field : fields) {
      bytes += field.heapBytes();
    }
    return bytes;
  }

  @Override
  void put(Object canonical) {
    @Nullable Object[] values = (Object[]) canonical;
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).add(values[i]);
    }
    endStruct();
  }

  @Override
  void fill(int index) {
    for (VectorBuilder field : fields) {
      field.addNull();
    }
  }

  @Override
  void resize(int capacity) {}

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    return new StructVector(size, fields.stream().map(VectorBuilder::build).toList(), nulls);
  }
}
