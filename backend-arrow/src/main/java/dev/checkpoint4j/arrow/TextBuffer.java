package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.RowProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the offsets and bytes of texts. */
final class TextBuffer {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUESTION_MARKS = ONES * '?';

  private static final int ASCII = 0x80;

  /** Up to here an array of its own costs more than a look at each character. */
  private static final int SHORT = 32;

  private final int[] offsets;
  private byte[] bytes;
  private int count;
  private int size;

  /**
   * Begins with none.
   *
   * @param count how many there will be
   * @param chars how long they will be together, or a guess
   */
  TextBuffer(int count, long chars) {
    offsets = new int[count + 1];
    bytes = new byte[(int) Math.min(chars, Integer.MAX_VALUE - Long.BYTES)];
  }

  void add(byte[] from, int length) {
    reserve(length);
    System.arraycopy(from, 0, bytes, size, length);
    end(length);
  }

  private void end(int length) {
    size += length;
    offsets[++count] = size;
  }

  private void reserve(int length) {
    long needed = (long) size + length;
    if (needed > Integer.MAX_VALUE - Long.BYTES) {
      throw Problems.limit("the texts of one batch have more than 2 GB");
    }
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes,
              (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - Long.BYTES)));
    }
  }

  /**
   * Adds a text.
   *
   * @throws RowProblem if it has an unpaired surrogate
   */
  void add(String text) {
    if (text.length() <= SHORT && isAdded(text)) {
      return;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    // An unpaired surrogate becomes a question mark, so equal lengths alone do not prove ASCII.
    boolean plain = encoded.length == text.length() && !hasQuestionMark(encoded);
    if (!plain && hasUnpairedSurrogate(text)) {
      throw new RowProblem(
          RowProblem.Kind.UNSUPPORTED,
          "",
          "a string has an unpaired surrogate, which UTF-8 cannot hold; keep it as bytes");
    }
    add(encoded, encoded.length);
  }

  /** Adds a text without a copy if it is ASCII. */
  private boolean isAdded(String text) {
    int length = text.length();
    reserve(length);
    byte[] to = bytes;
    int seen = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      to[size + i] = (byte) c;
      seen |= c;
    }
    if (seen >= ASCII) {
      return false;
    }
    end(length);
    return true;
  }

  private static boolean hasQuestionMark(byte[] bytes) {
    int i = 0;
    for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long x = (long) Little.LONG.get(bytes, i) ^ QUESTION_MARKS;
      if ((x - ONES & ~x & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; i < bytes.length; i++) {
      if (bytes[i] == '?') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  void writeTo(EncodedBatch to) {
    to.buffer(Little.ints(offsets, count + 1));
    to.buffer(bytes, size);
  }
}
