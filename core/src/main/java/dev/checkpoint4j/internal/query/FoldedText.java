package dev.checkpoint4j.internal.query;

/**
 * A text to look for with the case ignored. Looks at each character once, whatever the texts
 * (Knuth, Morris and Pratt's search), and allocates nothing.
 */
final class FoldedText {
  private final int[] pattern;
  private final int[] borders;

  FoldedText(String text) {
    pattern = text.codePoints().map(CodePoints::fold).toArray();
    borders = new int[pattern.length];
    for (int i = 1; i < pattern.length; i++) {
      borders[i] = advance(borders[i - 1], pattern[i]);
    }
  }

  /** The length of the longest beginning of the pattern that ends with this code point. */
  private int advance(int matched, int folded) {
    int length = matched;
    while (length > 0 && pattern[length] != folded) {
      length = borders[length - 1];
    }
    return pattern[length] == folded ? length + 1 : 0;
  }

  boolean isIn(String text) {
    int matched = 0;
    for (int i = 0; i < text.length() && matched < pattern.length; ) {
      int codePoint = text.codePointAt(i);
      matched = advance(matched, CodePoints.fold(codePoint));
      i += Character.charCount(codePoint);
    }
    return matched == pattern.length;
  }

  boolean begins(String text) {
    return end(text) >= 0;
  }

  boolean equalTo(String text) {
    return end(text) == text.length();
  }

  /** Where the pattern ends in a text that begins with it, or -1. */
  private int end(String text) {
    int i = 0;
    for (int expected : pattern) {
      if (i >= text.length()) {
        return -1;
      }
      int codePoint = text.codePointAt(i);
      if (CodePoints.fold(codePoint) != expected) {
        return -1;
      }
      i += Character.charCount(codePoint);
    }
    return i;
  }
}
