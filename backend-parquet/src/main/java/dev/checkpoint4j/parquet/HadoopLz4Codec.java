package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The deprecated codec {@code LZ4}, for reading: Hadoop's frames (the decompressed and the
 * compressed length as big-endian integers before each block), or a bare block, as some writers put
 * under the same name.
 */
final class HadoopLz4Codec implements PageCodec {
  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private final Lz4Codec blocks = new Lz4Codec();

  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) {
    throw new UnsupportedOperationException("LZ4 in Hadoop's frames is never written");
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (!frames(from, offset, length, to, at, size)) {
      blocks.decompress(from, offset, length, to, at, size);
    }
  }

  private boolean frames(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    ByteBuffer in = ByteBuffer.wrap(from, offset, length);
    int written = 0;
    while (in.remaining() >= HEADER_BYTES) {
      int decompressed = in.getInt();
      int compressed = in.getInt();
      if (decompressed < 0
          || decompressed > size - written
          || compressed < 0
          || compressed > in.remaining()) {
        return false;
      }
      blocks.decompress(from, in.position(), compressed, to, at + written, decompressed);
      in.position(in.position() + compressed);
      written += decompressed;
    }
    return written == size && !in.hasRemaining();
  }
}
