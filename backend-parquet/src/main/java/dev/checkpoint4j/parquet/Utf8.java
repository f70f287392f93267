package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text as UTF-8, which is never replaced by question marks, neither way. */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  static String decode(byte[] from, int offset, int length) {
    String text = new String(from, offset, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireValid(from, offset, length);
    }
    return text;
  }

  private static void requireValid(byte[] from, int offset, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(from, offset, length));
    } catch (CharacterCodingException e) {
      throw Problems.corrupt("a string is not valid UTF-8", e);
    }
  }

  /**
   * The bytes of a text.
   *
   * @throws RowProblem if it has an unpaired surrogate
   */
  static byte[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // An unpaired surrogate becomes one byte, so equal lengths do not prove plain ASCII.
    boolean plain =
        bytes.length == text.length()
            && new String(bytes, StandardCharsets.ISO_8859_1).equals(text);
    if (!plain && hasUnpairedSurrogate(text)) {
      throw new RowProblem(
          RowProblem.Kind.UNSUPPORTED,
          "",
          "a string has an unpaired surrogate, which UTF-8 cannot hold; keep it as bytes");
    }
    return bytes;
  }

  private static boolean hasUnpairedSurrogate(@Nullable String text) {
    for (int i = 0; text != null && i < text.length(); i++) {
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
}
