package dev.checkpoint4j.parquet;

/**
 * Writes integers as DELTA_BINARY_PACKED: differences in blocks, each mini-block with its width.
 */
final class DeltaEncoder {
  private static final int BLOCK = 128;
  private static final int MINI_BLOCKS = 4;
  private static final int MINI = BLOCK / MINI_BLOCKS;
  private static final int HEADER_BYTES = 10;

  private DeltaEncoder() {}

  /**
   * Appends the values. Differences wrap around at {@code bits}, 32 or 64, as the format defines.
   */
  static void encode(long[] values, int from, int to, int bits, Bytes out) {
    out.putVarint(BLOCK);
    out.putVarint(MINI_BLOCKS);
    out.putVarint(to - from);
    out.putZigzag(from < to ? values[from] : 0);
    long[] deltas = new long[BLOCK];
    for (int i = from + 1; i < to; i += BLOCK) {
      int count = Math.min(BLOCK, to - i);
      long min = deltas(values, i, count, bits, deltas);
      out.putZigzag(min);
      writeBlock(deltas, count, min, bits, out);
    }
  }

  /** About how many bytes {@link #encode} would append. */
  static long estimate(long[] values, int from, int to, int bits) {
    long bytes = HEADER_BYTES;
    long[] deltas = new long[BLOCK];
    for (int i = from + 1; i < to; i += BLOCK) {
      int count = Math.min(BLOCK, to - i);
      long min = deltas(values, i, count, bits, deltas);
      bytes += HEADER_BYTES / 2 + MINI_BLOCKS;
      for (int mini = 0; mini * MINI < count; mini++) {
        bytes += (long) width(deltas, mini, count, min, bits) * MINI / Byte.SIZE;
      }
    }
    return bytes;
  }

  private static long deltas(long[] values, int from, int count, int bits, long[] deltas) {
    long min = Long.MAX_VALUE;
    for (int k = 0; k < count; k++) {
      long delta = values[from + k] - values[from + k - 1];
      delta = bits == Integer.SIZE ? (int) delta : delta;
      deltas[k] = delta;
      min = Math.min(min, delta);
    }
    return min;
  }

  private static int width(long[] deltas, int mini, int count, long min, int bits) {
    long all = 0;
    for (int k = mini * MINI; k < Math.min(count, (mini + 1) * MINI); k++) {
      all |= above(deltas[k], min, bits);
    }
    return Long.SIZE - Long.numberOfLeadingZeros(all);
  }

  private static long above(long delta, long min, int bits) {
    long above = delta - min;
    return bits == Integer.SIZE ? above & 0xFFFF_FFFFL : above;
  }

  private static void writeBlock(long[] deltas, int count, long min, int bits, Bytes out) {
    int[] widths = new int[MINI_BLOCKS];
    for (int mini = 0; mini < MINI_BLOCKS; mini++) {
      widths[mini] = mini * MINI < count ? width(deltas, mini, count, min, bits) : 0;
      out.put(widths[mini]);
    }
    for (int mini = 0; mini * MINI < count; mini++) {
      BitPacker packer = new BitPacker(widths[mini], out);
      for (int k = mini * MINI; k < (mini + 1) * MINI; k++) {
        packer.put(k < count ? above(deltas[k], min, bits) : 0);
      }
    }
  }

  /** Packs numbers of up to 64 bits; a mini-block ends at a whole byte by itself. */
  private static final class BitPacker {
    private final int width;
    private final Bytes out;
    private long pending;
    private int bits;

    BitPacker(int width, Bytes out) {
      this.width = width;
      this.out = out;
    }

    void put(long value) {
      int left = width;
      long rest = value;
      while (left > 0) {
        int take = Math.min(left, Byte.SIZE - bits);
        pending |= (rest & ((1L << take) - 1)) << bits;
        rest >>>= take;
        left -= take;
        bits += take;
        if (bits == Byte.SIZE) {
          out.put((int) pending);
          pending = 0;
          bits = 0;
        }
      }
    }
  }
}
