package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind FLOAT32. */
public final class FloatBuilder extends VectorBuilder {
  private float[] values = new float[0];

  FloatBuilder() {}

  @Override
  public void addFloat(float value) {
    int index = next();
    values[index] = value;
  }

  /** Adds values, none of them null. */
  public void addAll(float[] added) {
    for (float value : added) {
      addFloat(value);
    }
  }

  @Override
  public long heapBytes() {
    return flatBytes(4);
  }

  @Override
  void put(Object canonical) {
    addFloat((Float) canonical);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    FloatVector vector = new FloatVector(size, values, nulls);
    values = new float[0];
    return vector;
  }
}
