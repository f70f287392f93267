package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An array of numbers on its way into a generator: ASCII bytes that it copies as they are, in
 * chunks, instead of going through characters number by number.
 */
final class RawBytes implements SerializableString {
  private static final int CHUNK = 2_000;
  private static final int LONGEST = 32;

  private final byte[] bytes = new byte[CHUNK + LONGEST];
  private final JsonGenerator out;
  private int size;
  private boolean begun;

  private RawBytes(JsonGenerator out) {
    this.out = out;
    bytes[size++] = '[';
  }

  /** Whether a generator takes raw bytes. */
  static boolean fits(JsonGenerator out) {
    return out instanceof UTF8JsonGenerator;
  }

  /** Begins an array. */
  static RawBytes array(JsonGenerator out) {
    if (out.getOutputContext().getNestingDepth() >= Json.MAX_DEPTH) {
      throw Problems.tooDeep();
    }
    return new RawBytes(out);
  }

  /** Adds an element of at most 31 ASCII characters. */
  @SuppressWarnings("deprecation") // Exactly what ASCII needs, without a second array.
  void add(String element) throws IOException {
    if (size > CHUNK) {
      flush();
    }
    if (begun || size > 1) {
      bytes[size++] = ',';
    }
    element.getBytes(0, element.length(), bytes, size);
    size += element.length();
  }

  void end() throws IOException {
    bytes[size++] = ']';
    flush();
  }

  private void flush() throws IOException {
    if (begun) {
      out.writeRaw(this);
    } else {
      out.writeRawValue(this);
    }
    begun = true;
    size = 0;
  }

  @Override
  public int appendUnquotedUTF8(byte[] buffer, int offset) {
    if (offset + size > buffer.length) {
      return -1;
    }
    System.arraycopy(bytes, 0, buffer, offset, size);
    return size;
  }

  @Override
  public byte[] asUnquotedUTF8() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String getValue() {
    return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
  }

  @Override
  public int charLength() {
    return size;
  }

  @Override
  public char[] asQuotedChars() {
    return getValue().toCharArray();
  }

  @Override
  public byte[] asQuotedUTF8() {
    return asUnquotedUTF8();
  }

  @Override
  public int appendQuotedUTF8(byte[] buffer, int offset) {
    return appendUnquotedUTF8(buffer, offset);
  }

  @Override
  public int appendQuoted(char[] buffer, int offset) {
    return appendUnquoted(buffer, offset);
  }

  @Override
  public int appendUnquoted(char[] buffer, int offset) {
    if (offset + size > buffer.length) {
      return -1;
    }
    getValue().getChars(0, size, buffer, offset);
    return size;
  }

  @Override
  public int writeQuotedUTF8(OutputStream target) throws IOException {
    return writeUnquotedUTF8(target);
  }

  @Override
  public int writeUnquotedUTF8(OutputStream target) throws IOException {
    target.write(bytes, 0, size);
    return size;
  }

  @Override
  public int putQuotedUTF8(ByteBuffer buffer) {
    return putUnquotedUTF8(buffer);
  }

  @Override
  public int putUnquotedUTF8(ByteBuffer buffer) {
    if (size > buffer.remaining()) {
      return -1;
    }
    buffer.put(bytes, 0, size);
    return size;
  }
}
