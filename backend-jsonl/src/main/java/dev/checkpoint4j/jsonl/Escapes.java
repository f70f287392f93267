package dev.checkpoint4j.jsonl;

/** Turns JSON's escapes into UTF-8 (RFC 8259, section 7). */
final class Escapes {
  /** The most bytes that one escape, or a pair of them, becomes. */
  static final int MAX_DECODED = 4;

  private static final int SIMPLE = 2;
  private static final int HEX = 6;
  private static final int PAIR = 12;

  private Escapes() {}

  /**
   * Decodes the escape at a backslash.
   *
   * @return lengths for {@link #encodedLength} and {@link #decodedLength}; 0 if it is no escape
   */
  static int decode(byte[] in, int at, int end, byte[] out, int to) {
    if (at + SIMPLE > end) {
      return 0;
    }
    if (in[at + 1] != 'u') {
      int c = simple(in[at + 1]);
      out[to] = (byte) c;
      return c == 0 ? 0 : lengths(SIMPLE, 1);
    }
    int high = hex(in, at, end);
    if (high < 0 || Character.isLowSurrogate((char) high)) {
      return 0;
    }
    if (!Character.isHighSurrogate((char) high)) {
      return lengths(HEX, encode(high, out, to));
    }
    if (!isLowSurrogate(in, at + HEX, end)) {
      return 0;
    }
    int codePoint = Character.toCodePoint((char) high, (char) hex(in, at + HEX, end));
    return lengths(PAIR, encode(codePoint, out, to));
  }

  /** How long the escape was. */
  static int encodedLength(int lengths) {
    return lengths >>> 4;
  }

  /** How long it is as UTF-8. */
  static int decodedLength(int lengths) {
    return lengths & 15;
  }

  /** Whether an escaped low surrogate stands here. */
  static boolean isLowSurrogate(byte[] in, int at, int end) {
    return at < end
        && in[at] == '\\'
        && at + 1 < end
        && in[at + 1] == 'u'
        && Character.isLowSurrogate((char) Math.max(0, hex(in, at, end)));
  }

  private static int lengths(int encoded, int decoded) {
    return encoded << 4 | decoded;
  }

  private static int simple(byte c) {
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }

  /** The four digits behind a backslash and a u; -1 if they are none. */
  private static int hex(byte[] in, int at, int end) {
    if (at + HEX > end) {
      return -1;
    }
    int value = 0;
    for (int i = at + 2; i < at + HEX; i++) {
      int digit = Character.digit(in[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int encode(int codePoint, byte[] out, int to) {
    if (codePoint < 0x80) {
      out[to] = (byte) codePoint;
      return 1;
    }
    int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    int rest = codePoint;
    for (int i = length - 1; i > 0; i--) {
      out[to + i] = (byte) (0x80 | (rest & 0x3F));
      rest >>>= 6;
    }
    out[to] = (byte) (0xF00 >> length | rest);
    return length;
  }
}
