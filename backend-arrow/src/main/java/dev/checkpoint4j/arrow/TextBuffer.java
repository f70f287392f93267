package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.RowProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the offsets and bytes of texts. */
final class TextBuffer {
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int LATIN_1 = 0xff;

  private final EncodedBatch to;
  private final byte[] offsets;
  private byte[] bytes;
  private int count;
  private int size;

  /**
   * Begins with none, in the next rooms of a batch.
   *
   * @param count how many there will be
   * @param chars how long they will be together, or a guess
   */
  TextBuffer(EncodedBatch to, int count, long chars) {
    this.to = to;
    offsets = to.rooms().next(Math.multiplyExact(count + 1, Integer.BYTES));
    Little.INT.set(offsets, 0, 0);
    bytes = to.rooms().next((int) Math.min(chars, Integer.MAX_VALUE - Long.BYTES));
  }

  void add(byte[] from, int length) {
    reserve(length);
    System.arraycopy(from, 0, bytes, size, length);
    end(length);
  }

  private void end(int length) {
    size += length;
    Little.INT.set(offsets, ++count * Integer.BYTES, size);
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
      to.rooms().replaceLast(bytes);
    }
  }

  /**
   * Adds a text.
   *
   * @throws RowProblem if it has an unpaired surrogate
   */
  void add(String text) {
    if (isLatin1(text) && isAdded(text)) {
      return;
    }
    if (hasUnpairedSurrogate(text)) {
      throw new RowProblem(
          RowProblem.Kind.UNSUPPORTED,
          "",
          "a string has an unpaired surrogate, which UTF-8 cannot hold; keep it as bytes");
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    add(encoded, encoded.length);
  }

  /** Costs nothing where the JVM keeps one byte a character: compiled, the loop is gone. */
  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LATIN_1) {
        return false;
      }
    }
    return true;
  }

  /** Adds a text of Latin-1 without another copy if it is ASCII. */
  @SuppressWarnings("deprecation") // it drops high bytes, and there are none
  private boolean isAdded(String text) {
    int length = text.length();
    reserve(length);
    text.getBytes(0, length, bytes, size);
    if (!isAscii(bytes, size, size + length)) {
      return false;
    }
    end(length);
    return true;
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    long seen = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      seen |= (long) Little.LONG.get(bytes, i);
    }
    for (; i < to; i++) {
      seen |= bytes[i];
    }
    return (seen & HIGH_BITS) == 0;
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

  /** Adds the two buffers to the batch. */
  void finish() {
    to.buffer(offsets, (count + 1) * Integer.BYTES);
    to.buffer(bytes, size);
  }
}
