package dev.checkpoint4j.parquet;

/** Booleans as runs. */
final class RunValues extends PageValues {
  private final RleDecoder runs;

  RunValues(RleDecoder runs) {
    this.runs = runs;
  }

  @Override
  void read(LeafValues to, int count) {
    int[] bits = new int[count];
    runs.read(bits, 0, count);
    int first = to.add(count);
    for (int i = 0; i < count; i++) {
      to.booleans[first + i] = bits[i] != 0;
    }
  }

  @Override
  void skip(int count) {
    runs.skip(count);
  }
}
