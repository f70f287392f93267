package dev.checkpoint4j.arrow;

/** Collects booleans, one bit each. */
final class BooleanBuilder extends FieldBuilder {
  private byte[] bits = NONE;

  @Override
  public void addBoolean(boolean value) {
    set(value ? 1 : 0);
    end();
  }

  private void set(int bit) {
    int at = count() >>> 3;
    if ((count() & 7) == 0) {
      bits = Room.of(bits, at + 1L, at);
      bits[at] = 0;
    }
    bits[at] |= (byte) (bit << (count() & 7));
  }

  @Override
  void put(Object canonical) {
    addBoolean((Boolean) canonical);
  }

  @Override
  void putNull() {
    set(0);
  }

  @Override
  long bytes() {
    return count() >>> 3;
  }

  @Override
  void addBuffersTo(EncodedBatch batch) {
    batch.buffer(bits, (count() + 7) >>> 3);
  }
}
