package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind BOOLEAN. */
public final class BooleanBuilder extends VectorBuilder {
  private boolean[] values = new boolean[0];

  BooleanBuilder() {}

  @Override
  public void addBoolean(boolean value) {
    int index = next();
    values[index] = value;
  }

  @Override
  public long heapBytes() {
    return flatBytes(1);
  }

  @Override
  void put(Object canonical) {
    addBoolean((Boolean) canonical);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    BooleanVector vector = new BooleanVector(size, values, nulls);
    values = new boolean[0];
    return vector;
  }
}
