package dev.checkpoint4j.parquet;

import java.io.IOException;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** Raw LZ4 blocks, the codec {@code LZ4_RAW}. */
final class Lz4Codec implements PageCodec {
  private static final LZ4Factory FACTORY = LZ4Factory.fastestInstance();

  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) {
    LZ4Compressor compressor = FACTORY.fastCompressor();
    int room = compressor.maxCompressedLength(length);
    int at = out.reserve(room);
    out.advance(compressor.compress(from, offset, length, out.array(), at, room));
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (length == 0 && size == 0) {
      return;
    }
    try {
      int written = FACTORY.safeDecompressor().decompress(from, offset, length, to, at, size);
      if (written != size) {
        throw PageCodec.wrongSize(written, size);
      }
    } catch (LZ4Exception e) {
      throw new IOException("not an LZ4 block", e);
    }
  }
}
