package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind FLOAT64. */
public final class DoubleBuilder extends VectorBuilder {
  private double[] values = new double[0];

  DoubleBuilder() {}

  @Override
  public void addDouble(double value) {
    int index = next();
    values[index] = value;
  }

  /** Adds values, none of them null. */
  public void addAll(double[] added) {
    for (double value : added) {
      addDouble(value);
    }
  }

  @Override
  public long heapBytes() {
    return flatBytes(8);
  }

  @Override
  void put(Object canonical) {
    addDouble((Double) canonical);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    DoubleVector vector = new DoubleVector(size, values, nulls);
    values = new double[0];
    return vector;
  }
}
