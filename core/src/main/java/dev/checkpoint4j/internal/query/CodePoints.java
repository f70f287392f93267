package dev.checkpoint4j.internal.query;

/** Text as code points: its order, and its letters with their case ignored. */
final class CodePoints {
  private CodePoints() {}

  /** The order by code point, which is that of the UTF-8 bytes. */
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        int start = i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
        int byFirst = Integer.compare(a.codePointAt(start), b.codePointAt(start));
        return byFirst != 0 ? byFirst : Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /**
   * A code point with its case ignored: the lower case of its upper case, one to one, the same in
   * every locale.
   */
  static int fold(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
    }
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
