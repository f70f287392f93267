package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes strings, which are the bulk of most data, and refuses unpaired surrogates. */
final class Text {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /** Up to here an array of its own costs more than a look at each character. */
  private static final int SHORT = 24;

  private static final int ESCAPE = 1;
  private static final int QUESTION_MARK = 2;

  private Text() {}

  static void write(String text, JsonGenerator out) throws IOException {
    if (text.length() <= SHORT && !hasSurrogate(text)) {
      out.writeString(text);
    } else if (out instanceof UTF8JsonGenerator) {
      writeUtf8(text, out);
    } else {
      check(text);
      out.writeString(text);
    }
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Encoding turns an unpaired surrogate into a question mark: only those need a closer look. */
  private static void writeUtf8(String text, JsonGenerator out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int found = scan(bytes);
    if ((found & QUESTION_MARK) != 0) {
      check(text);
    }
    if ((found & ESCAPE) != 0) {
      out.writeUTF8String(bytes, 0, bytes.length);
    } else {
      out.writeRawUTF8String(bytes, 0, bytes.length);
    }
  }

  private static int scan(byte[] bytes) {
    long escape = 0;
    long question = 0;
    int i = 0;
    for (; i <= bytes.length - 8; i += 8) {
      long word = (long) LONGS.get(bytes, i);
      long ascii = ~word & HIGH;
      escape |=
          ascii
              & ((word - 0x20 * ONES)
                  | ((word ^ '"' * ONES) - ONES)
                  | ((word ^ '\\' * ONES) - ONES));
      question |= ascii & ((word ^ '?' * ONES) - ONES);
    }
    // Borrows between the bytes of a word can only report too much, never too little.
    int found = (escape != 0 ? ESCAPE : 0) | (question != 0 ? QUESTION_MARK : 0);
    for (; i < bytes.length; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < 0x20) || b == '"' || b == '\\') {
        found |= ESCAPE;
      } else if (b == '?') {
        found |= QUESTION_MARK;
      }
    }
    return found;
  }

  static void writeKey(String key, JsonGenerator out) throws IOException {
    check(key);
    out.writeFieldName(key);
  }

  /** Refuses text that no UTF-8 file can hold. */
  static void check(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        i = checkPair(text, i);
      }
    }
  }

  private static int checkPair(String text, int i) {
    if (Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      return i + 1;
    }
    throw Problems.unsupported(
        "has an unpaired surrogate at character "
            + i
            + ", which UTF-8 cannot hold; repair the text or keep it as byte[]");
  }
}
