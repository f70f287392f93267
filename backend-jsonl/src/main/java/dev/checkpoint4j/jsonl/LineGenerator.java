package dev.checkpoint4j.jsonl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's generator with a line break between the records, which copies what needs no escape at
 * once instead of byte by byte.
 */
final class LineGenerator extends UTF8JsonGenerator {
  private static final SerializedString LINE_BREAK = new SerializedString("\n");
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  LineGenerator(IOContext context, int features, LineBlock into) {
    super(context, features, null, into, '"', into.buffer(), 0, false);
    setRootValueSeparator(LINE_BREAK);
  }

  /** Refuses half characters, which Jackson escapes and {@link LineParser} would not read. */
  @Override
  public void writeString(@Nullable String text) throws IOException {
    if (text == null) {
      writeNull();
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(text.charAt(i), charAt(text, i + 1))) {
          _reportError("unpaired surrogate");
        }
        i++;
      }
    }
    byte[] utf8 = text.getBytes(UTF_8);
    writeUTF8String(utf8, 0, utf8.length);
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) throws IOException {
    _verifyValueWrite(WRITE_STRING);
    put('"');
    int end = offset + length;
    int run = offset;
    int at = Scan.endOfPlain(text, offset, end);
    while (at < end) {
      put(text, run, at);
      escape(text[at]);
      run = at + 1;
      at = Scan.endOfPlain(text, run, end);
    }
    put(text, run, end);
    put('"');
  }

  private static char charAt(String text, int at) {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void escape(byte c) throws IOException {
    put('\\');
    switch (c) {
      case '"', '\\' -> put((char) c);
      case '\b' -> put('b');
      case '\f' -> put('f');
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        put('u');
        put('0');
        put('0');
        put((char) HEX[c >> 4]);
        put((char) HEX[c & 15]);
      }
    }
  }

  private void put(char c) throws IOException {
    if (_outputTail >= _outputEnd) {
      _flushBuffer();
    }
    _outputBuffer[_outputTail++] = (byte) c;
  }

  private void put(byte[] bytes, int from, int to) throws IOException {
    int length = to - from;
    if (length > _outputEnd - _outputTail) {
      _flushBuffer();
    }
    if (length > _outputEnd) {
      _outputStream.write(bytes, from, length);
      return;
    }
    System.arraycopy(bytes, from, _outputBuffer, _outputTail, length);
    _outputTail += length;
  }
}
