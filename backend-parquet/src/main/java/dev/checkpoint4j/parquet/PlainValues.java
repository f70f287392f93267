package dev.checkpoint4j.parquet;

import org.apache.parquet.format.Type;

/** Values as they are. */
final class PlainValues extends PageValues {
  private final Type type;
  private final int width;
  private final byte[] page;
  private final int end;
  private int position;
  private int bit;

  PlainValues(Type type, int width, byte[] page, int from, int to) {
    this.type = type;
    this.width = width;
    this.page = page;
    this.position = from;
    this.end = to;
  }

  @Override
  void read(LeafValues to, int count) {
    to.leaveDictionary();
    if (width > 0) {
      require((long) count * width <= end - position);
    }
    int first = to.add(type == Type.BYTE_ARRAY || type == Type.BOOLEAN ? bounded(count) : count);
    switch (type) {
      case BOOLEAN -> booleans(to.booleans, first, count);
      case INT32 -> ints(to.ints, first, count);
      case INT64 -> longs(to.longs, first, count);
      case FLOAT -> floats(to.floats, first, count);
      case DOUBLE -> doubles(to.doubles, first, count);
      case BYTE_ARRAY -> binaries(to, first, count);
      case INT96, FIXED_LEN_BYTE_ARRAY -> fixed(to, first, count);
    }
  }

  /** Each string takes four bytes at the least, each boolean a bit. */
  private int bounded(int count) {
    long left = (long) end - position;
    require(type == Type.BOOLEAN ? count <= left * 8L - bit : count <= left / Integer.BYTES);
    return count;
  }

  private void booleans(boolean[] to, int first, int count) {
    for (int i = 0; i < count; i++) {
      to[first + i] = (page[position] >>> bit & 1) != 0;
      bit++;
      position += bit >>> 3;
      bit &= 7;
    }
  }

  private void ints(int[] to, int first, int count) {
    for (int i = 0; i < count; i++) {
      to[first + i] = (int) Bytes.INT.get(page, position + i * Integer.BYTES);
    }
    position += count * Integer.BYTES;
  }

  private void longs(long[] to, int first, int count) {
    for (int i = 0; i < count; i++) {
      to[first + i] = (long) Bytes.LONG.get(page, position + i * Long.BYTES);
    }
    position += count * Long.BYTES;
  }

  private void floats(float[] to, int first, int count) {
    for (int i = 0; i < count; i++) {
      to[first + i] = Float.intBitsToFloat((int) Bytes.INT.get(page, position + i * Integer.BYTES));
    }
    position += count * Integer.BYTES;
  }

  private void doubles(double[] to, int first, int count) {
    for (int i = 0; i < count; i++) {
      to[first + i] =
          Double.longBitsToDouble((long) Bytes.LONG.get(page, position + i * Long.BYTES));
    }
    position += count * Long.BYTES;
  }

  private void binaries(LeafValues to, int first, int count) {
    for (int i = 0; i < count; i++) {
      int length = length();
      to.setBytes(first + i, page, position, length);
      position += length;
    }
  }

  private void fixed(LeafValues to, int first, int count) {
    for (int i = 0; i < count; i++) {
      to.setBytes(first + i, page, position, width);
      position += width;
    }
  }

  private int length() {
    require(end - position >= Integer.BYTES);
    int length = (int) Bytes.INT.get(page, position);
    position += Integer.BYTES;
    require(length >= 0 && length <= end - position);
    return length;
  }

  @Override
  void skip(int count) {
    if (type == Type.BYTE_ARRAY) {
      for (int i = 0; i < count; i++) {
        int length = length();
        position += length;
      }
    } else if (type == Type.BOOLEAN) {
      bounded(count);
      position += (bit + count) >>> 3;
      bit = (bit + count) & 7;
    } else {
      require((long) count * width <= end - position);
      position += count * width;
    }
  }
}
