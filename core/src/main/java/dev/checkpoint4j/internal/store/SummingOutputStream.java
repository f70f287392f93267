package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Buffers, counts and sums up what a format writes. Closing it flushes and closes the file. */
final class SummingOutputStream extends OutputStream {
  /** A digest of less is made sooner than handed over. */
  private static final int BESIDE_BYTES = 64 * 1024;

  private final OutputStream file;
  private final Summer summer;
  private final Workers.InOrder<Integer> digests;
  private final byte[] buffer = new byte[Sums.BLOCK_BYTES / 2];
  private int filled;

  /** Takes what computes the digest of long writes beside the writing. */
  SummingOutputStream(OutputStream file, int blockBytes, Workers workers) {
    this.file = file;
    this.digests = workers.inOrder();
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
    int rest = length % buffer.length;
    if (length - rest >= BESIDE_BYTES) {
      putBeside(data, offset, length - rest);
    } else if (length > rest) {
      put(data, offset, length - rest);
    }
    System.arraycopy(data, offset + length - rest, buffer, 0, rest);
    filled = rest;
  }

  private void drain() throws IOException {
    int length = filled;
    filled = 0;
    put(buffer, 0, length);
  }

  private void put(byte[] data, int offset, int length) throws IOException {
    if (length > 0) {
      summer.digest(data, offset, length);
      writeSlices(data, offset, length);
    }
  }

  private void putBeside(byte[] data, int offset, int length) throws IOException {
    digests.submitSoon(
        () -> {
          summer.digest(data, offset, length);
          return length;
        });
    try {
      writeSlices(data, offset, length);
    } finally {
      // Whoever wrote may change the array afterwards.
      digests.takeAlone();
    }
  }

  private void writeSlices(byte[] data, int offset, int length) throws IOException {
    int end = offset + length;
    for (int from = offset; from < end; from += buffer.length) {
      // The JDK keeps a direct buffer as large as the largest write for each thread.
      int slice = Math.min(end - from, buffer.length);
      summer.sumBlocks(data, from, slice);
      file.write(data, from, slice);
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
