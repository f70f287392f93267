package dev.checkpoint4j.arrow;

import java.lang.ref.SoftReference;

/**
 * Memory that a thread uses again, which is then still in its caches and need not be cleared. A
 * little at most, and only as long as there is enough: threads may be the user's, and many.
 */
final class ThreadBytes {
  private static final int KEPT_BYTES = 2 << 20;

  private static final ThreadLocal<SoftReference<byte[]>> KEPT =
      ThreadLocal.withInitial(() -> new SoftReference<>(new byte[0]));

  private ThreadBytes() {}

  /** At least so many bytes with any content, the caller's until the thread asks again. */
  static byte[] atLeast(int length) {
    if (length > KEPT_BYTES) {
      return new byte[length];
    }
    byte[] kept = KEPT.get().get();
    if (kept == null || kept.length < length) {
      kept = new byte[Math.min(KEPT_BYTES, length + (length >> 1))];
      KEPT.set(new SoftReference<>(kept));
    }
    return kept;
  }
}
