package dev.checkpoint4j.jsonl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;

/**
 * Jackson's parser, taught to walk a chunk line by line: an object must begin and end in one line.
 * It is also stricter (unpaired surrogates) and reads strings by the word, not by the character.
 * The chunk must be valid UTF-8.
 *
 * <p>For each line: {@link #toLine}, {@link #beginObject}, what reads the object, {@link
 * #endObject}, perhaps {@link #rewind} and the same again, {@link #endLine}.
 */
final class LineParser extends UTF8StreamJsonParser {
  private final int maxRecordBytes;
  private int linesBefore;
  private int lineStart;
  private int objectStart;
  private int rowOfObject;
  private int highSurrogateEnd = -1;
  private byte[] unescaped = new byte[256];

  LineParser(
      IOContext context,
      int features,
      ByteQuadsCanonicalizer names,
      byte[] bytes,
      int start,
      int end,
      int maxRecordBytes) {
    super(context, features, null, null, names, bytes, start, end, 0, false);
    this.maxRecordBytes = maxRecordBytes;
    this.lineStart = start;
  }

  /** Goes to the next line that is not blank; false if there is none. */
  boolean toLine() {
    byte[] bytes = _inputBuffer;
    int at = _inputPtr;
    lineStart = at;
    while (at < _inputEnd && isBlank(bytes[at])) {
      if (bytes[at++] == '\n') {
        linesBefore++;
        lineStart = at;
      }
    }
    _inputPtr = at;
    objectStart = at;
    return at < _inputEnd;
  }

  /** Takes the object's first brace. */
  void beginObject() throws IOException {
    JsonToken token = nextToken();
    if (token != JsonToken.START_OBJECT) {
      throw corrupt("expected a JSON object but found " + kind(token));
    }
    rowOfObject = _currInputRow;
  }

  /** Checks that the object was read to its end, which lies in the same line. */
  void endObject() {
    if (_currToken != JsonToken.END_OBJECT || !_parsingContext.inRoot()) {
      throw new IllegalStateException("A binding left its object before the end");
    }
    if (_currInputRow != rowOfObject) {
      throw corrupt("the object goes on in the next line; each must be in one line");
    }
    if (_inputPtr - lineStart > maxRecordBytes) {
      throw new RowProblem(
          RowProblem.Kind.LIMIT,
          "",
          "the record is longer than "
              + maxRecordBytes
              + " bytes. Raise maxRecordBytes (in a URL max-record-bytes) if it is meant to be");
    }
  }

  /** Goes back to the beginning of the object that was just read. */
  void rewind() {
    _inputPtr = objectStart;
  }

  /** Checks that nothing follows the object in its line, and leaves the line. */
  void endLine() {
    int at = _inputPtr;
    while (at < _inputEnd && _inputBuffer[at] != '\n') {
      if (!isBlank(_inputBuffer[at])) {
        throw corrupt(
            "there is more behind the object at byte " + (at - lineStart + 1) + " of the line");
      }
      at++;
    }
    if (at < _inputEnd) {
      at++;
      linesBefore++;
    }
    _inputPtr = at;
  }

  /** Line breaks before the current line, counted from the beginning of the chunk. */
  int linesBefore() {
    return linesBefore;
  }

  /** Where the current line begins in the chunk. */
  int lineStart() {
    return lineStart;
  }

  /** How far it has read in the chunk. */
  int position() {
    return _inputPtr;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "a number";
    };
  }

  private static RowProblem corrupt(String problem) {
    return new RowProblem(RowProblem.Kind.CORRUPT, "", problem);
  }

  @Override
  protected String _finishAndReturnString() throws IOException {
    byte[] bytes = _inputBuffer;
    int from = _inputPtr;
    int to = Scan.endOfPlainAscii(bytes, from, _inputEnd);
    boolean ascii = to == _inputEnd || bytes[to] >= 0;
    if (!ascii) {
      to = Scan.endOfPlain(bytes, to, _inputEnd);
    }
    if (to < _inputEnd && bytes[to] == '"') {
      _inputPtr = to + 1;
      return hold(new String(bytes, from, to - from, ascii ? ISO_8859_1 : UTF_8));
    }
    return to < _inputEnd && bytes[to] == '\\'
        ? unescape(from, to)
        : super._finishAndReturnString();
  }

  @Override
  protected void _skipString() throws IOException {
    int to = Scan.endOfPlain(_inputBuffer, _inputPtr, _inputEnd);
    _inputPtr = to;
    if (to < _inputEnd && _inputBuffer[to] == '"') {
      _tokenIncomplete = false;
      _inputPtr = to + 1;
    } else {
      super._skipString();
    }
  }

  /** Where anything is irregular, Jackson's own way decides what is wrong. */
  private String unescape(int from, int firstBackslash) throws IOException {
    byte[] bytes = _inputBuffer;
    int size = 0;
    int run = from;
    int at = firstBackslash;
    while (at < _inputEnd && bytes[at] == '\\') {
      size = append(size, run, at);
      int length = Escapes.decode(bytes, at, _inputEnd, unescaped, size);
      if (length == 0) {
        return super._finishAndReturnString();
      }
      size += Escapes.decodedLength(length);
      at += Escapes.encodedLength(length);
      run = at;
      at = Scan.endOfPlain(bytes, at, _inputEnd);
    }
    if (at == _inputEnd || bytes[at] != '"') {
      return super._finishAndReturnString();
    }
    size = append(size, run, at);
    _inputPtr = at + 1;
    boolean ascii = Scan.endOfAscii(unescaped, 0, size) == size;
    return hold(new String(unescaped, 0, size, ascii ? ISO_8859_1 : UTF_8));
  }

  private int append(int size, int from, int to) {
    int length = to - from;
    if (size + length + Escapes.MAX_DECODED > unescaped.length) {
      unescaped = java.util.Arrays.copyOf(unescaped, (size + length) * 2 + Escapes.MAX_DECODED);
    }
    System.arraycopy(_inputBuffer, from, unescaped, size, length);
    return size + length;
  }

  /** For a second look at the same token. */
  private String hold(String text) throws IOException {
    _textBuffer.resetWithString(text);
    return text;
  }

  @Override
  protected char _decodeEscaped() throws IOException {
    int backslash = _inputPtr - 1;
    char c = super._decodeEscaped();
    if (Character.isHighSurrogate(c)) {
      highSurrogateEnd = _inputPtr;
      if (!Escapes.isLowSurrogate(_inputBuffer, _inputPtr, _inputEnd)) {
        throw unpaired(backslash);
      }
    } else if (Character.isLowSurrogate(c) && backslash != highSurrogateEnd) {
      throw unpaired(backslash);
    }
    return c;
  }

  private RowProblem unpaired(int backslash) {
    return corrupt(
        "an unpaired surrogate is escaped at byte " + (backslash - lineStart + 1) + " of the line");
  }
}
