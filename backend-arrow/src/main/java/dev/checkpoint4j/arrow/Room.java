package dev.checkpoint4j.arrow;

/** Arrays that grow. */
final class Room {
  private static final int LEAST = 64;
  private static final int MOST = Integer.MAX_VALUE - Long.BYTES;

  private Room() {}

  /** An array of at least so many bytes, the first {@code kept} of them those of another one. */
  static byte[] of(byte[] bytes, long needed, int kept) {
    if (needed <= bytes.length) {
      return bytes;
    }
    if (needed > MOST) {
      throw Problems.limit("the values of one column have more than 2 GB in a batch");
    }
    int length = (int) Math.min(MOST, Math.max(needed + (needed >>> 1), LEAST));
    byte[] more = new byte[length];
    System.arraycopy(bytes, 0, more, 0, kept);
    return more;
  }

  /** The same array for the next batch, unless only a rare one needs it. */
  static byte[] again(byte[] bytes) {
    return bytes.length > Limits.MAX_BATCH_BYTES ? FieldBuilder.NONE : bytes;
  }
}
