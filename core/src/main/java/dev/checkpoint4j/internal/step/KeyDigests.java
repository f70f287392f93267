package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.internal.reuse.Digests;
import org.jspecify.annotations.Nullable;

/**
 * The digests of keys, the last of which is remembered: a key is asked for, and then its row is
 * added. Used by one thread at a time.
 */
final class KeyDigests {
  private final Digests digests = new Digests();
  private @Nullable Object last;
  private long[] lastDigest = {0, 0};

  /** 128 bits of a key's digest; the array is not to be changed. */
  long[] of(Object key) {
    if (isFixed(key) && key.equals(last)) {
      return lastDigest;
    }
    byte[] digest = digests.of(key);
    lastDigest = new long[] {Digests.word(digest, 0), Digests.word(digest, 1)};
    last = key;
    return lastDigest;
  }

  /** Others may have changed since. */
  private static boolean isFixed(Object key) {
    return key instanceof String || key instanceof Integer || key instanceof Long;
  }
}
