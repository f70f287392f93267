package dev.checkpoint4j.parquet;

import java.io.IOException;

/** Pages as they are. */
final class NoCodec implements PageCodec {
  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) {
    out.put(from, offset, length);
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (length != size) {
      throw PageCodec.wrongSize(length, size);
    }
    System.arraycopy(from, offset, to, at, size);
  }
}
