package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind INT32. */
public final class IntBuilder extends VectorBuilder {
  private int[] values = new int[0];

  IntBuilder() {}

  @Override
  public void addInt(int value) {
    int index = next();
    values[index] = value;
  }

  /** Adds values, none of them null. */
  public void addAll(int[] added) {
    for (int value : added) {
      addInt(value);
    }
  }

  @Override
  public long heapBytes() {
    return flatBytes(4);
  }

  @Override
  void put(Object canonical) {
    addInt((Integer) canonical);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    IntVector vector = new IntVector(size, values, nulls);
    values = new int[0];
    return vector;
  }
}
