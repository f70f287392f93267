package dev.checkpoint4j.jsonl;

/**
 * Checks UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
 * Jackson's parser decodes all of these without a complaint.
 */
final class Utf8 {
  private Utf8() {}

  /** Where the first malformed sequence begins, or -1. */
  static int malformedAt(byte[] bytes, int from, int to) {
    int i = Scan.endOfAscii(bytes, from, to);
    while (i < to) {
      int length = sequence(bytes, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
      if (i < to && bytes[i] >= 0) {
        i = Scan.endOfAscii(bytes, i, to);
      }
    }
    return -1;
  }

  /** The length of the sequence that begins with a byte beyond ASCII; 0 if it is malformed. */
  private static int sequence(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    if (second < lowestSecond(first) || second > highestSecond(first)) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((bytes[at + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static int lowestSecond(int first) {
    return first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  }

  private static int highestSecond(int first) {
    return first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  }
}
