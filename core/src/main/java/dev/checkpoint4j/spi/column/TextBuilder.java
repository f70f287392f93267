package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind STRING or JSON. */
public final class TextBuilder extends VectorBuilder {
  /** What a string object takes on the heap beside its characters, and the reference to it. */
  private static final int STRING_OVERHEAD = 48;

  private @Nullable String[] strings = new String[0];
  private long chars;

  TextBuilder() {}

  @Override
  public void addString(String value) {
    int index = next();
    strings[index] = notNull(value);
    chars += value.length();
  }

  @Override
  public long heapBytes() {
    return flatBytes(STRING_OVERHEAD) + chars;
  }

  @Override
  void put(Object canonical) {
    addString((String) canonical);
  }

  @Override
  void resize(int capacity) {
    strings = Arrays.copyOf(strings, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    StringVector vector = new StringVector(size, strings, null, nulls);
    strings = new String[0];
    chars = 0;
    return vector;
  }
}
