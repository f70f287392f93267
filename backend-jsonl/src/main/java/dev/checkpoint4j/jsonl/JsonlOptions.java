package dev.checkpoint4j.jsonl;

/**
 * What the format is told.
 *
 * @param compression of files that are written
 * @param level of the compression, in its range
 * @param maxRecordBytes the longest line, without its line break, in UTF-8 bytes
 * @param threads that work at once, at least 1
 */
record JsonlOptions(JsonlCompression compression, int level, int maxRecordBytes, int threads) {
  /** Not an option: what the parser can hold on its stack is the same for everyone. */
  static final int MAX_NESTING = 500;

  /** Digits of one number. */
  static final int MAX_NUMBER_CHARS = 1000;
}
