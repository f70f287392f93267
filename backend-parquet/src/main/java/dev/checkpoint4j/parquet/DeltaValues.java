package dev.checkpoint4j.parquet;

import org.apache.parquet.format.Type;

/** Integers as differences. */
final class DeltaValues extends PageValues {
  private final Type type;
  private final DeltaDecoder deltas;

  DeltaValues(Type type, byte[] page, int from, int to) {
    this.type = type;
    this.deltas = new DeltaDecoder(page, from, to);
  }

  @Override
  void read(LeafValues to, int count) {
    require(count <= deltas.total());
    int first = to.add(count);
    if (type == Type.INT32) {
      for (int i = 0; i < count; i++) {
        to.ints[first + i] = (int) deltas.next();
      }
    } else {
      for (int i = 0; i < count; i++) {
        to.longs[first + i] = deltas.next();
      }
    }
  }

  @Override
  void skip(int count) {
    for (int i = 0; i < count; i++) {
      deltas.next();
    }
  }
}
