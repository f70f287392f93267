package dev.checkpoint4j.parquet;

/** The 64-bit xxHash with seed 0, as bloom filters of the format use it. */
final class Xx64 {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  /** P1 + P2. */
  private static final long FIRST_LANE = 0x60EA27EEADC0B5D6L;

  private static final int STRIPE = 32;

  private Xx64() {}

  static long of(byte[] bytes) {
    int at = 0;
    long hash;
    if (bytes.length >= STRIPE) {
      long[] lanes = {FIRST_LANE, P2, 0, -P1};
      for (; at <= bytes.length - STRIPE; at += STRIPE) {
        for (int lane = 0; lane < lanes.length; lane++) {
          lanes[lane] = round(lanes[lane], (long) Bytes.LONG.get(bytes, at + lane * Long.BYTES));
        }
      }
      hash =
          Long.rotateLeft(lanes[0], 1)
              + Long.rotateLeft(lanes[1], 7)
              + Long.rotateLeft(lanes[2], 12)
              + Long.rotateLeft(lanes[3], 18);
      for (long lane : lanes) {
        hash = (hash ^ round(0, lane)) * P1 + P4;
      }
    } else {
      hash = P5;
    }
    hash += bytes.length;
    for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
      hash ^= round(0, (long) Bytes.LONG.get(bytes, at));
      hash = Long.rotateLeft(hash, 27) * P1 + P4;
    }
    if (at <= bytes.length - Integer.BYTES) {
      hash ^= ((int) Bytes.INT.get(bytes, at) & 0xFFFF_FFFFL) * P1;
      hash = Long.rotateLeft(hash, 23) * P2 + P3;
      at += Integer.BYTES;
    }
    for (; at < bytes.length; at++) {
      hash ^= (bytes[at] & 0xFF) * P5;
      hash = Long.rotateLeft(hash, 11) * P1;
    }
    hash = (hash ^ (hash >>> 33)) * P2;
    hash = (hash ^ (hash >>> 29)) * P3;
    return hash ^ (hash >>> 32);
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * P2, 31) * P1;
  }
}
