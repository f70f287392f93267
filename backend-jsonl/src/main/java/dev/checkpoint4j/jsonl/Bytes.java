package dev.checkpoint4j.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Bytes in memory that grow as they are written. Not thread-safe. */
final class Bytes extends OutputStream {
  private byte[] bytes;
  private int size;

  Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  @Override
  public void write(int b) {
    ensure(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int at, int length) {
    ensure(length);
    System.arraycopy(from, at, bytes, size, length);
    size += length;
  }

  /** Takes what a deflater has, up to the end of its input and to a byte boundary. */
  void deflateFrom(Deflater deflater) {
    int room;
    int n;
    do {
      ensure(1024);
      room = bytes.length - size;
      n = deflater.deflate(bytes, size, room, Deflater.SYNC_FLUSH);
      size += n;
    } while (n == room);
  }

  private void ensure(int more) {
    if (more > bytes.length - size) {
      long wanted = Math.max(size + (long) more, bytes.length * 2L);
      if (size + (long) more > Integer.MAX_VALUE - 16) {
        throw new OutOfMemoryError("A block of records does not fit into an array");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}
