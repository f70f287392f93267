package dev.checkpoint4j.parquet;

import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Raw Snappy blocks. */
final class SnappyCodec implements PageCodec {
  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) throws IOException {
    int at = out.reserve(Snappy.maxCompressedLength(length));
    out.advance(Snappy.compress(from, offset, length, out.array(), at));
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    // The native code writes what the block says, so its word is checked first.
    int claimed = length == 0 ? 0 : Snappy.uncompressedLength(from, offset, length);
    if (claimed != size || to.length - at < size) {
      throw PageCodec.wrongSize(claimed, size);
    }
    int written = length == 0 ? 0 : Snappy.uncompress(from, offset, length, to, at);
    if (written != size) {
      throw PageCodec.wrongSize(written, size);
    }
  }
}
