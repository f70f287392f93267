package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects values of kind MAP. */
public final class MapBuilder extends VectorBuilder {
  private final TextBuilder keys = new TextBuilder();
  private final VectorBuilder values;
  private int[] offsets = new int[1];

  MapBuilder(VectorBuilder values) {
    this.values = values;
  }

  /** Where the keys go: all those of a map, one for each value, then {@link #endMap}. */
  public TextBuilder keys() {
    return keys;
  }

  /** Where the values go. */
  public VectorBuilder values() {
    return values;
  }

  /** Ends a map that holds the entries added since the last one. */
  public void endMap() {
    int index = next();
    offsets[index + 1] = keys.size();
  }

  @Override
  public long heapBytes() {
    return flatBytes(Integer.BYTES) + keys.heapBytes() + values.heapBytes();
  }

  @Override
  void put(Object canonical) {
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) canonical).entrySet()) {
      keys.addString((String) entry.getKey());
      values.add(entry.getValue());
    }
    endMap();
  }

  @Override
  void fill(int index) {
    offsets[index + 1] = keys.size();
  }

  @Override
  void resize(int capacity) {
    offsets = Arrays.copyOf(offsets, capacity + 1);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    StringVector built = (StringVector) keys.build();
    MapVector vector = new MapVector(size, offsets, built, values.build(), nulls);
    offsets = new int[1];
    return vector;
  }
}
