package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Buffers, counts and sums up what a format writes. Closing it flushes and closes the file. */
final class SummingOutputStream extends OutputStream {
  private final OutputStream file;
  private final Summer summer;
  private final byte[] buffer = new byte[Sums.BLOCK_BYTES / 2];
  private int filled;

  SummingOutputStream(OutputStream file, int blockBytes) {
    this.file = file;
    this.summer = new Summer(blockBytes);
  }

  @Override
  public void write(int b) throws IOException {
    if (filled == buffer.length) {
      drain();
    }
    buffer[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, data.length);
    if (length <= buffer.length - filled) {
      System.arraycopy(data, offset, buffer, filled, length);
      filled += length;
      return;
    }
    drain();
    int from = offset;
    int end = offset + length;
    while (end - from >= buffer.length) {
      // In slices: the JDK keeps a direct buffer as large as the largest write for each thread.
      put(data, from, buffer.length);
      from += buffer.length;
    }
    System.arraycopy(data, from, buffer, 0, end - from);
    filled = end - from;
  }

  private void drain() throws IOException {
    int length = filled;
    filled = 0;
    put(buffer, 0, length);
  }

  private void put(byte[] data, int offset, int length) throws IOException {
    if (length > 0) {
      summer.update(data, offset, length);
      file.write(data, offset, length);
    }
  }

  /** Hands on what is buffered. Formats may flush as often as they like: nothing is forced. */
  @Override
  public void flush() throws IOException {
    drain();
  }

  /** What was written, after the last write. */
  Sums finish() throws IOException {
    drain();
    return summer.finish();
  }

  /** Closes the file without what is still buffered. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
