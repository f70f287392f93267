package dev.checkpoint4j.parquet;

/** Strings: all lengths as differences, then all bytes. */
final class DeltaLengthValues extends PageValues {
  private final int[] lengths;
  private final byte[] page;
  private final int end;
  private int position;
  private int next;

  DeltaLengthValues(byte[] page, int from, int to) {
    DeltaDecoder deltas = new DeltaDecoder(page, from, to);
    this.page = page;
    this.end = to;
    this.lengths = lengths(deltas);
    this.position = deltas.endPosition();
  }

  /** All values of a delta page, which must be possible lengths. */
  static int[] lengths(DeltaDecoder deltas) {
    int[] lengths = new int[deltas.total()];
    for (int i = 0; i < lengths.length; i++) {
      long length = deltas.next();
      lengths[i] = Limits.size("the length of a value", length, Limits.PAGE_BYTES);
    }
    return lengths;
  }

  @Override
  void read(LeafValues to, int count) {
    require(count <= lengths.length - next);
    to.leaveDictionary();
    int first = to.add(count);
    for (int i = 0; i < count; i++) {
      int length = lengths[next++];
      require(length <= end - position);
      to.setBytes(first + i, page, position, length);
      position += length;
    }
  }

  @Override
  void skip(int count) {
    require(count <= lengths.length - next);
    for (int i = 0; i < count; i++) {
      int length = lengths[next++];
      require(length <= end - position);
      position += length;
    }
  }
}
