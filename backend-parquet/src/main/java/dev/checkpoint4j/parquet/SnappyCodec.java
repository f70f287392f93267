package dev.checkpoint4j.parquet;

import java.io.IOException;

/**
 * Raw Snappy blocks, as <a href="https://github.com/google/snappy">format_description.txt</a> has
 * them. In Java: native code would have to trust the block, and leaves its library behind in the
 * directory for temporary files where a process is killed.
 */
final class SnappyCodec implements PageCodec {
  private static final int LITERAL = 0;
  private static final int COPY_1 = 1;
  private static final int COPY_2 = 2;
  private static final int LONG_LITERAL = 60;

  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) {
    int at = out.reserve(SnappyEncoder.maxLength(length));
    out.advance(SnappyEncoder.encode(from, offset, length, out.array(), at) - at);
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (length == 0 && size == 0) {
      return;
    }
    int end = offset + length;
    int in = offset;
    long claimed = 0;
    for (int shift = 0; ; shift += 7) {
      if (in == end || shift > 28) {
        throw damaged();
      }
      int b = from[in++];
      claimed |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        break;
      }
    }
    if (claimed != size) {
      throw PageCodec.wrongSize(claimed, size);
    }
    decode(from, in, end, to, at, at + size);
  }

  private static void decode(byte[] from, int start, int end, byte[] to, int first, int toEnd)
      throws IOException {
    int in = start;
    int out = first;
    while (in < end) {
      int tag = from[in++] & 0xFF;
      int kind = tag & 3;
      if (kind == LITERAL) {
        int length = tag >>> 2;
        if (length >= LONG_LITERAL) {
          int bytes = length - LONG_LITERAL + 1;
          if (bytes > end - in) {
            throw damaged();
          }
          length = number(from, in, bytes);
          in += bytes;
        }
        length++;
        if (length <= 0 || length > end - in || length > toEnd - out) {
          throw damaged();
        }
        Matches.copy(from, in, to, out, length, end, toEnd);
        in += length;
        out += length;
        continue;
      }
      int length;
      int distance;
      if (kind == COPY_1) {
        if (in == end) {
          throw damaged();
        }
        length = 4 + ((tag >>> 2) & 7);
        distance = ((tag & 0xE0) << 3) | (from[in++] & 0xFF);
      } else if (kind == COPY_2) {
        if (end - in < 2) {
          throw damaged();
        }
        length = 1 + (tag >>> 2);
        distance = (from[in] & 0xFF) | ((from[in + 1] & 0xFF) << 8);
        in += 2;
      } else {
        if (end - in < 4) {
          throw damaged();
        }
        length = 1 + (tag >>> 2);
        distance = number(from, in, 4);
        in += 4;
      }
      if (distance <= 0 || distance > out - first || length > toEnd - out) {
        throw damaged();
      }
      if (distance >= Long.BYTES && length <= 16 && out <= toEnd - 16) {
        int back = out - distance;
        Bytes.LONG.set(to, out, (long) Bytes.LONG.get(to, back));
        Bytes.LONG.set(to, out + 8, (long) Bytes.LONG.get(to, back + 8));
      } else {
        Matches.repeat(to, out, distance, length, toEnd);
      }
      out += length;
    }
    if (out != toEnd) {
      throw PageCodec.wrongSize(out - (long) first, toEnd - first);
    }
  }

  private static int number(byte[] from, int at, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (from[at + i] & 0xFF) << (i * Byte.SIZE);
    }
    return value;
  }

  private static IOException damaged() {
    return new IOException("not a Snappy block");
  }
}
