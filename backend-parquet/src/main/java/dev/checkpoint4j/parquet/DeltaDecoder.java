package dev.checkpoint4j.parquet;

/** Reads integers written as DELTA_BINARY_PACKED. Used by one thread at a time. */
final class DeltaDecoder {
  private static final int MAX_BLOCK = 1 << 20;

  private final byte[] data;
  private final int end;
  private int position;

  private final int miniSize;
  private final int miniBlocks;
  private final int total;
  private final int[] widths;

  private int read;
  private long last;
  private long minDelta;
  private int mini;
  private int leftInMini;
  private long bit;

  /** Begins at the header. */
  DeltaDecoder(byte[] data, int position, int end) {
    this.data = data;
    this.position = position;
    this.end = end;
    long block = varint();
    long minis = varint();
    long count = varint();
    if (block <= 0 || block > MAX_BLOCK || minis <= 0 || minis > block || block % minis != 0) {
      throw Problems.corrupt("delta blocks of " + block + " values in " + minis + " parts");
    }
    this.total = Limits.size("the count of delta values", count, Limits.PAGE_VALUES);
    this.miniSize = (int) (block / minis);
    this.miniBlocks = (int) minis;
    this.widths = new int[miniBlocks];
    this.mini = miniBlocks;
    this.last = zigzag();
  }

  /** How many values there are in all. */
  int total() {
    return total;
  }

  /** The next value. */
  long next() {
    if (read == total) {
      throw ends();
    }
    if (read++ == 0) {
      return last;
    }
    if (leftInMini == 0) {
      nextMini();
    }
    leftInMini--;
    last += minDelta + unpack(widths[mini]);
    return last;
  }

  /** Where the bytes after the last value begin; called when all were read. */
  int endPosition() {
    return Math.min(position, end);
  }

  private void nextMini() {
    if (mini + 1 >= miniBlocks) {
      minDelta = zigzag();
      if (position + miniBlocks > end) {
        throw ends();
      }
      for (int i = 0; i < miniBlocks; i++) {
        widths[i] = data[position++];
        if (widths[i] < 0 || widths[i] > Long.SIZE) {
          throw Problems.corrupt("delta values of " + widths[i] + " bits");
        }
      }
      mini = 0;
    } else {
      mini++;
    }
    leftInMini = miniSize;
    bit = (long) position << 3;
    position =
        (int) Math.min(Integer.MAX_VALUE, position + (((long) miniSize * widths[mini] + 7) >>> 3));
  }

  private long unpack(int width) {
    if (width == 0) {
      return 0;
    }
    int at = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    bit += width;
    if (bit > (long) end << 3) {
      throw ends();
    }
    long value;
    if (shift + width <= Long.SIZE && at + Long.BYTES <= end) {
      value = (long) Bytes.LONG.get(data, at) >>> shift;
    } else {
      value = 0;
      for (int k = 0; k * Byte.SIZE < shift + width; k++) {
        long b = data[at + k] & 0xFFL;
        int to = k * Byte.SIZE - shift;
        value |= to >= 0 ? b << to : b >>> -to;
      }
    }
    return width == Long.SIZE ? value : value & ((1L << width) - 1);
  }

  private long zigzag() {
    long raw = varint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= end) {
        throw ends();
      }
      byte b = data[position++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw Problems.corrupt("a number has too many bytes");
  }

  private static RuntimeException ends() {
    return Problems.corrupt("a page ends before its delta values");
  }
}
