package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into chunks at line ends. Holds no more than a chunk and the beginning of
 * the next, or one line where that is longer.
 */
final class ChunkReader {
  /** Large enough that the work of handing it on is lost in that of parsing it. */
  static final int CHUNK_BYTES = 256 << 10;

  private final InputStream in;
  private final int maxLineBytes;
  private final String where;
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();
  private byte[] next;
  private int filled;
  private long offset;
  private boolean atEnd;

  /**
   * Reads from here on.
   *
   * @param expectedBytes how many there may be, so that small files take little memory
   * @param maxRecordBytes the longest line without its line break
   */
  ChunkReader(InputStream in, long expectedBytes, int maxRecordBytes, String where) {
    this.in = in;
    this.maxLineBytes = maxRecordBytes + 2;
    this.where = where;
    this.next = new byte[(int) Math.min(Math.max(expectedBytes, 16) + 16, CHUNK_BYTES)];
  }

  /** The next lines; null at the end. */
  @Nullable Chunk read() throws IOException {
    while (true) {
      fill();
      int end = atEnd ? filled : lastLineEnd();
      if (end > 0) {
        return cut(end);
      }
      if (atEnd) {
        return null;
      }
      grow();
    }
  }

  /** Gives back the memory of a chunk that nobody looks at any more. */
  void recycle(Chunk chunk) {
    if (chunk.bytes().length == CHUNK_BYTES) {
      free.push(chunk.bytes());
    }
  }

  private void fill() throws IOException {
    while (!atEnd && filled < next.length) {
      int n = in.read(next, filled, next.length - filled);
      if (n < 0) {
        atEnd = true;
      } else {
        filled += n;
      }
    }
  }

  private int lastLineEnd() {
    int end = filled;
    while (end > 0 && next[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private Chunk cut(int end) {
    byte[] bytes = next;
    int rest = filled - end;
    next = atEnd ? new byte[0] : room(rest);
    System.arraycopy(bytes, end, next, 0, rest);
    filled = rest;
    int start = offset == 0 ? afterByteOrderMark(bytes, end) : 0;
    Chunk chunk = new Chunk(bytes, start, end, offset + start);
    offset += end;
    return chunk;
  }

  private byte[] room(int rest) {
    byte[] recycled = rest < CHUNK_BYTES ? free.poll() : null;
    return recycled != null ? recycled : new byte[Math.max(CHUNK_BYTES, rest + 1)];
  }

  private static int afterByteOrderMark(byte[] bytes, int end) {
    boolean marked =
        end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  private void grow() {
    if (next.length >= maxLineBytes) {
      throw tooLong(where, "a line that begins at byte " + offset, maxLineBytes - 2);
    }
    next = Arrays.copyOf(next, (int) Math.min(next.length * 2L, maxLineBytes));
  }

  static LimitExceededException tooLong(String where, String line, int limit) {
    return new LimitExceededException(
        where
            + ": "
            + line
            + " is longer than "
            + limit
            + " bytes. Raise maxRecordBytes (in a URL max-record-bytes) if it is meant to be");
  }
}
