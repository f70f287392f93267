package dev.checkpoint4j.parquet;

import java.io.IOException;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TException;

/**
 * The bytes of one column chunk, read in windows: a small chunk at once, a large one bit by bit.
 * Used by one thread at a time.
 */
final class ChunkBytes {
  private static final int FIRST_HEADER = 256;

  private final FileBytes file;
  private final long end;
  private final int least;
  private long position;

  private byte[] window = {};
  private long windowStart;
  private int windowLength;

  /**
   * Begins at the chunk's first byte.
   *
   * @param least how many bytes are read at once where they are there
   */
  ChunkBytes(FileBytes file, long start, long length, int least) {
    this.file = file;
    this.position = start;
    this.end = start + length;
    this.least = least;
  }

  boolean isAtEnd() {
    return position >= end;
  }

  long position() {
    return position;
  }

  void skip(long bytes) {
    if (bytes > end - position) {
      throw Problems.corrupt("a page ends after its column chunk");
    }
    position += bytes;
  }

  /** Where the next so many bytes begin in {@link #array}; they stay there until the next call. */
  int take(int length) throws IOException {
    if (length > end - position) {
      throw Problems.corrupt("a page ends after its column chunk");
    }
    load(length);
    int at = (int) (position - windowStart);
    position += length;
    return at;
  }

  byte[] array() {
    return window;
  }

  /** Reads the header of a page and passes over it. */
  PageHeader header() throws IOException {
    int tried = (int) Math.min(FIRST_HEADER, end - position);
    while (true) {
      load(tried);
      int from = (int) (position - windowStart);
      PageHeader header = new PageHeader();
      try {
        int to = Thrift.read(header, window, from, windowLength);
        position += to - from;
        return header;
      } catch (Thrift.EndException e) {
        int loaded = windowLength - from;
        if (loaded >= end - position || loaded >= Limits.FOOTER_BYTES) {
          throw Problems.corrupt("the header of a page is damaged", e);
        }
        tried = (int) Math.min(end - position, 4L * loaded);
      } catch (TException e) {
        throw Problems.corrupt("the header of a page is damaged", e);
      }
    }
  }

  /** Makes so many bytes from the position on available, and more where they are there. */
  private void load(int length) throws IOException {
    if (position >= windowStart && position + length <= windowStart + windowLength) {
      return;
    }
    int wanted = (int) Math.min(end - position, Math.max(length, least));
    if (window.length < wanted) {
      window = new byte[wanted];
    }
    file.read(position, window, 0, wanted);
    windowStart = position;
    windowLength = wanted;
  }
}
