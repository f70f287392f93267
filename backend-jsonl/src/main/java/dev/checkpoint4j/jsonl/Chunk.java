package dev.checkpoint4j.jsonl;

/**
 * Whole lines of a file, each with its line break but for the last one of the file.
 *
 * @param bytes holds them from {@code start} to {@code end}
 * @param start of the first line
 * @param end behind the last line
 * @param offset of the byte at {@code start} in the (decompressed) file
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Chunk(byte[] bytes, int start, int end, long offset) {
  boolean endsWithLineBreak() {
    return end > start && bytes[end - 1] == '\n';
  }
}
