package dev.checkpoint4j.arrow;

/** Where the value of each index ends, behind a zero, as lists and texts have it. */
final class Offsets {
  private byte[] bytes = new byte[Integer.BYTES];

  void end(int index, int end) {
    int at = (index + 1) * Integer.BYTES;
    bytes = Room.of(bytes, at + (long) Integer.BYTES, at);
    Little.INT.set(bytes, at, end);
  }

  /** Where the value of an index ends. */
  int end(int index) {
    return (int) Little.INT.get(bytes, (index + 1) * Integer.BYTES);
  }

  void addTo(EncodedBatch batch, int count) {
    batch.buffer(bytes, (count + 1) * Integer.BYTES);
  }
}
