package dev.checkpoint4j.parquet;

import org.apache.parquet.format.Type;

/** Numbers of which first all first bytes are kept, then all second ones, and so on. */
final class SplitValues extends PageValues {
  private static final long ODD_BYTES = 0x00FF_00FF_00FF_00FFL;
  private static final long ODD_PAIRS = 0x0000_FFFF_0000_FFFFL;
  private static final long LOW_HALF = 0x0000_0000_FFFF_FFFFL;

  private final Type type;
  private final int width;
  private final byte[] page;
  private final int from;
  private final int stride;
  private int next;

  SplitValues(Type type, int width, byte[] page, int from, int to) {
    this.type = type;
    this.width = width;
    this.page = page;
    this.from = from;
    this.stride = (to - from) / width;
    if ((to - from) % width != 0) {
      throw Problems.corrupt("a byte-stream-split page has parts of different length");
    }
  }

  @Override
  void read(LeafValues to, int count) {
    require(count <= stride - next);
    int first = to.add(count);
    switch (type) {
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          to.ints[first + i] = (int) number(next + i);
        }
      }
      case INT64 -> {
        for (int i = 0; i < count; i++) {
          to.longs[first + i] = number(next + i);
        }
      }
      case FLOAT -> {
        for (int i = 0; i < count; i++) {
          to.floats[first + i] = Float.intBitsToFloat(int32(next + i));
        }
      }
      case DOUBLE -> {
        int i = 0;
        for (; i <= count - Long.BYTES; i += Long.BYTES) {
          block(next + i, to.doubles, first + i);
        }
        for (; i < count; i++) {
          to.doubles[first + i] = Double.longBitsToDouble(int64(next + i));
        }
      }
      default -> fixed(to, first, count);
    }
    next += count;
  }

  /** Eight values at once: the bytes of eight words, turned from columns into rows. */
  private void block(int index, double[] to, int at) {
    int word = from + index;
    long a = (long) Bytes.LONG.get(page, word);
    long b = (long) Bytes.LONG.get(page, word + stride);
    long c = (long) Bytes.LONG.get(page, word + 2 * stride);
    long d = (long) Bytes.LONG.get(page, word + 3 * stride);
    long e = (long) Bytes.LONG.get(page, word + 4 * stride);
    long f = (long) Bytes.LONG.get(page, word + 5 * stride);
    long g = (long) Bytes.LONG.get(page, word + 6 * stride);
    long h = (long) Bytes.LONG.get(page, word + 7 * stride);
    long ab = ((a >>> 8) ^ b) & ODD_BYTES;
    long cd = ((c >>> 8) ^ d) & ODD_BYTES;
    long ef = ((e >>> 8) ^ f) & ODD_BYTES;
    long gh = ((g >>> 8) ^ h) & ODD_BYTES;
    a ^= ab << 8;
    b ^= ab;
    c ^= cd << 8;
    d ^= cd;
    e ^= ef << 8;
    f ^= ef;
    g ^= gh << 8;
    h ^= gh;
    long ac = ((a >>> 16) ^ c) & ODD_PAIRS;
    long bd = ((b >>> 16) ^ d) & ODD_PAIRS;
    long eg = ((e >>> 16) ^ g) & ODD_PAIRS;
    long fh = ((f >>> 16) ^ h) & ODD_PAIRS;
    a ^= ac << 16;
    c ^= ac;
    b ^= bd << 16;
    d ^= bd;
    e ^= eg << 16;
    g ^= eg;
    f ^= fh << 16;
    h ^= fh;
    to[at] = Double.longBitsToDouble((a & LOW_HALF) | (e << 32));
    to[at + 1] = Double.longBitsToDouble((b & LOW_HALF) | (f << 32));
    to[at + 2] = Double.longBitsToDouble((c & LOW_HALF) | (g << 32));
    to[at + 3] = Double.longBitsToDouble((d & LOW_HALF) | (h << 32));
    to[at + 4] = Double.longBitsToDouble((a >>> 32) | (e & ~LOW_HALF));
    to[at + 5] = Double.longBitsToDouble((b >>> 32) | (f & ~LOW_HALF));
    to[at + 6] = Double.longBitsToDouble((c >>> 32) | (g & ~LOW_HALF));
    to[at + 7] = Double.longBitsToDouble((d >>> 32) | (h & ~LOW_HALF));
  }

  private int int32(int index) {
    int at = from + index;
    return (page[at] & 0xFF)
        | (page[at + stride] & 0xFF) << 8
        | (page[at + 2 * stride] & 0xFF) << 16
        | (page[at + 3 * stride] << 24);
  }

  private long int64(int index) {
    int at = from + index;
    return (page[at] & 0xFFL)
        | (page[at + stride] & 0xFFL) << 8
        | (page[at + 2 * stride] & 0xFFL) << 16
        | (page[at + 3 * stride] & 0xFFL) << 24
        | (page[at + 4 * stride] & 0xFFL) << 32
        | (page[at + 5 * stride] & 0xFFL) << 40
        | (page[at + 6 * stride] & 0xFFL) << 48
        | ((long) page[at + 7 * stride] << 56);
  }

  private long number(int index) {
    return width == Integer.BYTES ? int32(index) : int64(index);
  }

  private void fixed(LeafValues to, int first, int count) {
    byte[] value = new byte[width];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < width; k++) {
        value[k] = page[from + k * stride + next + i];
      }
      to.setBytes(first + i, value, 0, width);
    }
  }

  @Override
  void skip(int count) {
    require(count <= stride - next);
    next += count;
  }
}
