package dev.checkpoint4j.spi.column;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind INT64, and of kind DATE as days since 1970-01-01. */
public final class LongBuilder extends VectorBuilder {
  private long[] values = new long[0];

  LongBuilder() {}

  @Override
  public void addLong(long value) {
    int index = next();
    values[index] = value;
  }

  /** Adds values, none of them null. */
  public void addAll(long[] added) {
    for (long value : added) {
      addLong(value);
    }
  }

  @Override
  public long heapBytes() {
    return flatBytes(8);
  }

  @Override
  void put(Object canonical) {
    addLong(canonical instanceof LocalDate date ? date.toEpochDay() : (Long) canonical);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    LongVector vector = new LongVector(size, values, nulls);
    values = new long[0];
    return vector;
  }
}
