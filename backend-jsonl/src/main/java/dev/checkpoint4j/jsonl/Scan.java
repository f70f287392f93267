package dev.checkpoint4j.jsonl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes eight at a time. In a word, {@code (w - ONES * n) & ~w & HIGHS} marks the bytes
 * below {@code n}; marks above the lowest one may be false, so only the lowest counts.
 */
final class Scan {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long SPACES = ONES * ' ';
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  private Scan() {}

  /**
   * The first byte from {@code from} on that is a quote, a backslash, a control character or beyond
   * ASCII; {@code to} if there is none.
   */
  static int endOfPlainAscii(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      long word = (long) WORDS.get(bytes, i);
      long found = special(word) | (word & HIGHS);
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The first quote, backslash or control character; {@code to} if there is none. */
  static int endOfPlain(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      long found = special((long) WORDS.get(bytes, i));
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && (bytes[i] >= ' ' || bytes[i] < 0) && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The first byte beyond ASCII; {@code to} if there is none. */
  static int endOfAscii(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - 32; i += 32) {
      long any =
          (long) WORDS.get(bytes, i)
              | (long) WORDS.get(bytes, i + 8)
              | (long) WORDS.get(bytes, i + 16)
              | (long) WORDS.get(bytes, i + 24);
      if ((any & HIGHS) != 0) {
        break;
      }
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  private static long special(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    return (((word - SPACES) & ~word)
            | ((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash))
        & HIGHS;
  }
}
