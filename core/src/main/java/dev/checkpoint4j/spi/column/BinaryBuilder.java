package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind BINARY. The arrays are kept, not copied. */
public final class BinaryBuilder extends VectorBuilder {
  private static final int ARRAY_OVERHEAD = 24;

  private byte[] @Nullable [] values = new byte[0][];
  private long bytes;

  BinaryBuilder() {}

  /** Adds a value. */
  public void addBytes(byte[] value) {
    int index = next();
    values[index] = notNull(value);
    bytes += value.length;
  }

  @Override
  public long heapBytes() {
    return flatBytes(ARRAY_OVERHEAD) + bytes;
  }

  @Override
  void put(Object canonical) {
    addBytes((byte[]) canonical);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    BinaryVector vector = new BinaryVector(size, values, nulls);
    values = new byte[0][];
    bytes = 0;
    return vector;
  }
}
