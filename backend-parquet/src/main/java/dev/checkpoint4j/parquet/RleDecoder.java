package dev.checkpoint4j.parquet;

/**
 * Reads the hybrid of run lengths and bit-packed groups that levels and dictionary ids have. Used
 * by one thread at a time.
 */
final class RleDecoder {
  /** Levels of so many bits are spread over bytes, eight at once. */
  private static final int MAX_SPREAD = 2;

  /** One in each byte. */
  private static final long EACH = 0x0101_0101_0101_0101L;

  /** The first bit in the first byte, the second in the second, and so on. */
  private static final long OWN_BIT = 0x8040_2010_0804_0201L;

  private final byte[] data;
  private final int end;
  private final int width;
  private final long mask;
  private int position;

  private boolean packed;
  private int left;
  private int runValue;
  private int packedBit;
  private int packedStart;

  /** Reads values of so many bits, which lie from {@code position} to before {@code end}. */
  RleDecoder(byte[] data, int position, int end, int width) {
    if (width < 0 || width > Integer.SIZE) {
      throw Problems.corrupt("a page packs values of " + width + " bits");
    }
    this.data = data;
    this.position = position;
    this.end = end;
    this.width = width;
    this.mask = (1L << width) - 1;
  }

  /** Reads values into an array. */
  void read(int[] to, int at, int count) {
    int i = at;
    int last = at + count;
    while (i < last) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, last - i);
      if (packed) {
        for (int k = 0; k < n; k++) {
          to[i + k] = unpack();
        }
      } else {
        java.util.Arrays.fill(to, i, i + n, runValue);
      }
      left -= n;
      i += n;
    }
  }

  /** Reads levels, none above {@code max}; returns how many equal it. */
  int readLevels(byte[] to, int at, int count, int max) {
    int i = at;
    int last = at + count;
    int equal = 0;
    while (i < last) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, last - i);
      if (packed) {
        int k = 0;
        for (; width <= MAX_SPREAD && k <= n - Byte.SIZE && isByteNext(); k += Byte.SIZE) {
          equal += eightLevels(to, i + k, max);
        }
        for (; k < n; k++) {
          int level = unpack();
          requireLevel(level, max);
          to[i + k] = (byte) level;
          equal += level == max ? 1 : 0;
        }
      } else {
        requireLevel(runValue, max);
        java.util.Arrays.fill(to, i, i + n, (byte) runValue);
        equal += runValue == max ? n : 0;
      }
      left -= n;
      i += n;
    }
    return equal;
  }

  private boolean isByteNext() {
    return (packedBit & 7) == 0 && packedStart + (packedBit >>> 3) + width <= end;
  }

  /** Spreads eight levels of one or two bits over as many bytes; returns how many are the most. */
  private int eightLevels(byte[] to, int at, int max) {
    int from = packedStart + (packedBit >>> 3);
    packedBit += width * Byte.SIZE;
    if (width == 1) {
      int bits = data[from] & 0xFF;
      long levels = ((((bits * EACH) & OWN_BIT) + EACH * 0x7F) >>> 7) & EACH;
      Bytes.LONG.set(to, at, levels);
      return Integer.bitCount(bits);
    }
    long levels = fourLevels(data[from] & 0xFF) | (long) fourLevels(data[from + 1] & 0xFF) << 32;
    Bytes.LONG.set(to, at, levels);
    long threes = levels & (levels >>> 1) & EACH;
    if (max == 3) {
      return Long.bitCount(threes);
    }
    requireLevel(threes == 0 ? 0 : 3, max);
    return Long.bitCount(levels & (EACH << 1));
  }

  private static int fourLevels(int bits) {
    return (bits | (bits << 6) | (bits << 12) | (bits << 18)) & 0x0303_0303;
  }

  /** Passes over values. */
  void skip(int count) {
    int rest = count;
    while (rest > 0) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, rest);
      if (packed) {
        packedBit += n * width;
      }
      left -= n;
      rest -= n;
    }
  }

  private static void requireLevel(int level, int max) {
    if (level < 0 || level > max) {
      throw Problems.corrupt("a level is " + level + " where at most " + max + " is possible");
    }
  }

  private int unpack() {
    int at = packedStart + (packedBit >>> 3);
    int shift = packedBit & 7;
    packedBit += width;
    if (at + Long.BYTES <= data.length) {
      return (int) ((long) Bytes.LONG.get(data, at) >>> shift & mask);
    }
    long bits = 0;
    for (int k = 0; k < Long.BYTES && at + k < end; k++) {
      bits |= (data[at + k] & 0xFFL) << (k * Byte.SIZE);
    }
    return (int) (bits >>> shift & mask);
  }

  private void nextRun() {
    long header = varint();
    packed = (header & 1) == 1;
    long count = header >>> 1;
    if (packed) {
      long bytes = count * width;
      // The last group may be cut short: only the values that are there are ever asked for.
      long values = width == 0 ? count * 8 : Math.min(count * 8, (end - position) * 8L / width);
      if (values <= 0 || values * Math.max(1, width) > Integer.MAX_VALUE) {
        throw Problems.corrupt("a bit-packed run of " + count + " groups does not fit its page");
      }
      left = (int) values;
      packedStart = position;
      packedBit = 0;
      position = (int) Math.min(end, position + bytes);
    } else {
      if (count == 0 || count > Integer.MAX_VALUE) {
        throw Problems.corrupt("a run of " + count + " values");
      }
      left = (int) count;
      int bytes = (width + 7) / 8;
      if (position + bytes > end) {
        throw ends();
      }
      runValue = 0;
      for (int k = 0; k < bytes; k++) {
        runValue |= (data[position++] & 0xFF) << (k * Byte.SIZE);
      }
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 40; shift += 7) {
      if (position >= end) {
        throw ends();
      }
      byte b = data[position++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw Problems.corrupt("a run's length has too many bytes");
  }

  private static RuntimeException ends() {
    return Problems.corrupt("a page ends before its values");
  }
}
