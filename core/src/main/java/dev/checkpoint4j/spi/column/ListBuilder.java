package dev.checkpoint4j.spi.column;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects values of kind LIST. */
public final class ListBuilder extends VectorBuilder {
  private final VectorBuilder elements;
  private int[] offsets = new int[1];

  ListBuilder(VectorBuilder elements) {
    this.elements = elements;
  }

  @Override
  public VectorBuilder elements() {
    return elements;
  }

  @Override
  public void endList() {
    int index = next();
    offsets[index + 1] = elements.size();
  }

  @Override
  public long heapBytes() {
    return flatBytes(Integer.BYTES) + elements.heapBytes();
  }

  @Override
  void put(Object canonical) {
    if (canonical instanceof List<?> list) {
      for (Object element : list) {
        elements.add(element);
      }
    } else if (canonical instanceof double[] doubles) {
      ((DoubleBuilder) elements).addAll(doubles);
    } else if (canonical instanceof float[] floats) {
      ((FloatBuilder) elements).addAll(floats);
    } else if (canonical instanceof long[] longs) {
      ((LongBuilder) elements).addAll(longs);
    } else {
      ((IntBuilder) elements).addAll((int[]) canonical);
    }
    endList();
  }

  @Override
  void fill(int index) {
    offsets[index + 1] = elements.size();
  }

  @Override
  void resize(int capacity) {
    offsets = Arrays.copyOf(offsets, capacity + 1);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    ListVector vector = new ListVector(size, offsets, elements.build(), nulls);
    offsets = new int[1];
    return vector;
  }
}
