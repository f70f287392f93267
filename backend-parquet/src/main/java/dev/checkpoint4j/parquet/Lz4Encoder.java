package dev.checkpoint4j.parquet;

/** Writes LZ4 blocks. Greedy: the last place of each four bytes is looked up in a small table. */
final class Lz4Encoder {
  private static final int TABLE_BITS = 14;
  private static final int MULTIPLIER = 0x9E3779B1;
  private static final int MIN_MATCH = 4;
  private static final int RUN = 15;
  private static final int MAX_DISTANCE = (1 << 16) - 1;

  /** The format's rules for the end of a block: no match begins in its last 12 bytes … */
  private static final int LAST_MATCH = 12;

  /** … or reaches into its last 5. */
  private static final int LAST_LITERALS = 5;

  private final byte[] in;
  private final byte[] out;
  private int at;

  private Lz4Encoder(byte[] in, byte[] out, int at) {
    this.in = in;
    this.out = out;
    this.at = at;
  }

  /** The most bytes that a block of so many takes. */
  static int maxLength(int length) {
    return Math.toIntExact(32L + length + length / 255);
  }

  /** Returns where the block ends. */
  static int encode(byte[] in, int offset, int length, byte[] out, int at) {
    Lz4Encoder encoder = new Lz4Encoder(in, out, at);
    encoder.encode(offset, offset + length);
    return encoder.at;
  }

  private void encode(int start, int end) {
    int[] table = new int[1 << TABLE_BITS];
    int limit = end - LAST_MATCH;
    int literal = start;
    int next = start + 1;
    int skip = 32;
    while (next < limit) {
      int word = (int) Bytes.INT.get(in, next);
      int slot = (word * MULTIPLIER) >>> (Integer.SIZE - TABLE_BITS);
      int candidate = start + table[slot];
      table[slot] = next - start;
      if (next - candidate > MAX_DISTANCE || (int) Bytes.INT.get(in, candidate) != word) {
        next += skip++ >>> 5;
        continue;
      }
      while (next > literal && candidate > start && in[next - 1] == in[candidate - 1]) {
        next--;
        candidate--;
      }
      int length =
          MIN_MATCH
              + Matches.length(in, candidate + MIN_MATCH, next + MIN_MATCH, end - LAST_LITERALS);
      sequence(literal, next, next - candidate, length);
      next += length;
      literal = next;
      skip = 32;
      if (next < limit) {
        int before = (int) Bytes.INT.get(in, next - 2);
        table[(before * MULTIPLIER) >>> (Integer.SIZE - TABLE_BITS)] = next - 2 - start;
      }
    }
    literals(literal, end, 0);
  }

  private void sequence(int from, int to, int distance, int length) {
    int match = length - MIN_MATCH;
    literals(from, to, Math.min(match, RUN));
    out[at++] = (byte) distance;
    out[at++] = (byte) (distance >>> 8);
    if (match >= RUN) {
      rest(match - RUN);
    }
  }

  private void literals(int from, int to, int match) {
    int length = to - from;
    out[at++] = (byte) ((Math.min(length, RUN) << 4) | match);
    if (length >= RUN) {
      rest(length - RUN);
    }
    Matches.copy(in, from, out, at, length, in.length, out.length);
    at += length;
  }

  private void rest(int value) {
    int left = value;
    while (left >= 0xFF) {
      out[at++] = (byte) 0xFF;
      left -= 0xFF;
    }
    out[at++] = (byte) left;
  }
}
