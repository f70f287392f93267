package dev.checkpoint4j.parquet;

/** Writes the hybrid of run lengths and bit-packed groups that levels and dictionary ids have. */
final class RleEncoder {
  private static final int GROUP = 8;

  private RleEncoder() {}

  /** The bits that the largest value needs. */
  static int width(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  /** Appends the values from {@code from} to before {@code to}, each less than 2^{@code width}. */
  static void encode(int[] values, int from, int to, int width, Bytes out) {
    int i = from;
    while (i < to) {
      int run = i;
      while (run < to && values[run] == values[i]) {
        run++;
      }
      if (run - i >= GROUP) {
        writeRun(run - i, values[i], width, out);
        i = run;
      } else {
        int start = i;
        do {
          i += GROUP;
        } while (i < to && !runStarts(values, i, to));
        writePacked(values, start, Math.min(i, to), width, out);
      }
    }
  }

  /** Appends levels with their length before them, as data pages of version 1 have them. */
  static void levels(byte[] levels, int from, int to, int max, Bytes out) {
    int lengthAt = out.size();
    out.putInt(0);
    int[] wide = new int[to - from];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = levels[from + i] & 0xFF;
    }
    encode(wide, 0, wide.length, width(max), out);
    out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
  }

  private static boolean runStarts(int[] values, int from, int to) {
    if (to - from < GROUP) {
      return false;
    }
    for (int i = 1; i < GROUP; i++) {
      if (values[from + i] != values[from]) {
        return false;
      }
    }
    return true;
  }

  private static void writeRun(int length, int value, int width, Bytes out) {
    out.putVarint((long) length << 1);
    for (int bits = 0; bits < width; bits += Byte.SIZE) {
      out.put(value >>> bits);
    }
  }

  private static void writePacked(int[] values, int from, int to, int width, Bytes out) {
    int groups = (to - from + GROUP - 1) / GROUP;
    out.putVarint((long) groups << 1 | 1);
    pack(values, from, to, groups * GROUP, width, out);
  }

  /** Appends bit-packed values, padded with zeros to so many. */
  private static void pack(int[] values, int from, int to, int padded, int width, Bytes out) {
    int at = out.reserve(padded * width / Byte.SIZE + Long.BYTES);
    byte[] array = out.array();
    int first = at;
    long pending = 0;
    int bits = 0;
    for (int i = 0; i < padded; i++) {
      long value = from + i < to ? values[from + i] & 0xFFFF_FFFFL : 0;
      pending |= value << bits;
      bits += width;
      while (bits >= Byte.SIZE) {
        array[at++] = (byte) pending;
        pending >>>= Byte.SIZE;
        bits -= Byte.SIZE;
      }
    }
    out.advance(at - first);
  }
}
