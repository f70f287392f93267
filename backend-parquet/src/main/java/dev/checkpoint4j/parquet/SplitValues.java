package dev.checkpoint4j.parquet;

import org.apache.parquet.format.Type;

/** Numbers of which first all first bytes are kept, then all second ones, and so on. */
final class SplitValues extends PageValues {
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
        for (int i = 0; i < count; i++) {
          to.doubles[first + i] = Double.longBitsToDouble(int64(next + i));
        }
      }
      default -> fixed(to, first, count);
    }
    next += count;
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
