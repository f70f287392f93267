package dev.checkpoint4j.parquet;

import java.io.IOException;

/**
 * Raw LZ4 blocks, the codec {@code LZ4_RAW}, as <a
 * href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md">its description</a> has them.
 */
final class Lz4Codec implements PageCodec {
  private static final int MIN_MATCH = 4;
  private static final int RUN = 15;

  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) {
    int at = out.reserve(Lz4Encoder.maxLength(length));
    out.advance(Lz4Encoder.encode(from, offset, length, out.array(), at) - at);
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (length == 0 && size == 0) {
      return;
    }
    int end = offset + length;
    int toEnd = at + size;
    int in = offset;
    int out = at;
    while (in < end) {
      int token = from[in++] & 0xFF;
      long literals = (long) token >>> 4;
      if (literals == RUN) {
        int b;
        do {
          b = in < end ? from[in++] & 0xFF : bad();
          literals += b;
        } while (b == 0xFF);
      }
      if (literals > end - in || literals > toEnd - out) {
        bad();
      }
      Matches.copy(from, in, to, out, (int) literals, end, toEnd);
      in += (int) literals;
      out += (int) literals;
      if (in == end) {
        break;
      }
      int distance = end - in < 2 ? bad() : (from[in] & 0xFF) | ((from[in + 1] & 0xFF) << 8);
      in += 2;
      long match = token & RUN;
      if (match == RUN) {
        int b;
        do {
          b = in < end ? from[in++] & 0xFF : bad();
          match += b;
        } while (b == 0xFF);
      }
      match += MIN_MATCH;
      if (distance == 0 || distance > out - at || match > toEnd - out) {
        bad();
      }
      Matches.repeat(to, out, distance, (int) match, toEnd);
      out += (int) match;
    }
    if (out != toEnd) {
      throw PageCodec.wrongSize(out - (long) at, size);
    }
  }

  private static int bad() throws IOException {
    throw new IOException("not an LZ4 block");
  }
}
