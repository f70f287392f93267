package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.RowProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the offsets and bytes of texts. */
final class TextBuffer {
  private static final int BYTES_EACH = 24;

  private final int[] offsets;
  private byte[] bytes;
  private int count;
  private int size;

  TextBuffer(int count) {
    offsets = new int[count + 1];
    bytes = new byte[(int) Math.min(1L << 20, (long) count * BYTES_EACH)];
  }

  void add(byte[] from, int length) {
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
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
    offsets[++count] = size;
  }

  /**
   * Adds a text.
   *
   * @throws RowProblem if it has an unpaired surrogate
   */
  void add(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    // An unpaired surrogate becomes one byte, so equal lengths do not prove plain ASCII.
    boolean plain =
        encoded.length == text.length()
            && new String(encoded, StandardCharsets.ISO_8859_1).equals(text);
    if (!plain && hasUnpairedSurrogate(text)) {
      throw new RowProblem(
          RowProblem.Kind.UNSUPPORTED,
          "",
          "a string has an unpaired surrogate, which UTF-8 cannot hold; keep it as bytes");
    }
    add(encoded, encoded.length);
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
