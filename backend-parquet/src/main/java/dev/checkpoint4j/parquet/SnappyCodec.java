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
  private static final int SHORT_LITERAL = 16;
  private static final int MAX_COPY = 64;

  /** By tag: the length, and above it the distance's upper part; negative for unusual elements. */
  private static final int[] TAGS = tags();

  private static int[] tags() {
    int[] tags = new int[256];
    for (int tag = 0; tag < tags.length; tag++) {
      int kind = tag & 3;
      int length = kind == COPY_1 ? 4 + ((tag >>> 2) & 7) : 1 + (tag >>> 2);
      int distance = kind == COPY_1 ? (tag & 0xE0) << 3 : 0;
      boolean unusual = kind > COPY_2 || (kind == LITERAL && length > SHORT_LITERAL);
      tags[tag] = unusual ? -1 : distance << Byte.SIZE | length;
    }
    return tags;
  }

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
    long place = place(start, first);
    while (in(place) < end) {
      place = run(from, in(place), end, to, first, out(place), toEnd);
      if (in(place) < end) {
        place = element(from, in(place), end, to, first, out(place), toEnd);
      }
    }
    if (out(place) != toEnd) {
      throw PageCodec.wrongSize(out(place) - (long) first, toEnd - first);
    }
  }

  /** Where the block is read and where the next byte goes, as one value that costs no object. */
  private static long place(int in, int out) {
    return (long) in << Integer.SIZE | out;
  }

  private static int in(long place) {
    return (int) (place >>> Integer.SIZE);
  }

  private static int out(long place) {
    return (int) place;
  }

  /**
   * Decodes the usual elements, as long as there is room to copy more bytes than they have: what is
   * too much is overwritten by the next. A processor cannot foresee what comes next, so there are
   * few branches, and the next tag is taken from the word that was read already.
   */
  private static long run(
      byte[] from, int start, int end, byte[] to, int first, int firstOut, int toEnd) {
    int[] tags = TAGS;
    int in = start;
    int out = firstOut;
    int tag = from[in] & 0xFF;
    while (in < end - 2 - SHORT_LITERAL && out <= toEnd - MAX_COPY) {
      int about = tags[tag];
      int length = about & 0xFF;
      if (about < 0) {
        break;
      }
      int kind = tag & 3;
      if (kind == LITERAL) {
        Matches.words(from, in + 1, to, out);
        in += 1 + length;
        out += length;
        tag = from[in] & 0xFF;
        continue;
      }
      int word = (int) Bytes.INT.get(from, in + 1);
      int bits = kind << 3;
      int distance = (word & ((1 << bits) - 1)) + (about >>> Byte.SIZE);
      if (distance < Long.BYTES || distance > out - first) {
        break;
      }
      tag = word >>> bits & 0xFF;
      int back = out - distance;
      Matches.words(to, back, to, out);
      Matches.words(to, back + 16, to, out + 16);
      if (length > 32) {
        Matches.words(to, back + 32, to, out + 32);
        Matches.words(to, back + 48, to, out + 48);
      }
      in += 1 + kind;
      out += length;
    }
    return place(in, out);
  }

  /** Decodes one element, whatever it is. */
  private static long element(
      byte[] from, int start, int end, byte[] to, int first, int out, int toEnd)
      throws IOException {
    int in = start;
    int tag = from[in++] & 0xFF;
    int kind = tag & 3;
    if (kind == LITERAL) {
      return literal(from, in, end, to, out, toEnd, tag >>> 2);
    }
    int length;
    int distance;
    if (kind == COPY_1) {
      requireBytes(end - in, 1);
      length = 4 + ((tag >>> 2) & 7);
      distance = ((tag & 0xE0) << 3) | (from[in++] & 0xFF);
    } else {
      int bytes = kind == COPY_2 ? 2 : 4;
      requireBytes(end - in, bytes);
      length = 1 + (tag >>> 2);
      distance = number(from, in, bytes);
      in += bytes;
    }
    if (distance <= 0 || distance > out - first || length > toEnd - out) {
      throw damaged();
    }
    Matches.repeat(to, out, distance, length, toEnd);
    return place(in, out + length);
  }

  private static long literal(
      byte[] from, int start, int end, byte[] to, int out, int toEnd, int lengthOrBytes)
      throws IOException {
    int in = start;
    int length = lengthOrBytes;
    if (length >= LONG_LITERAL) {
      int bytes = length - LONG_LITERAL + 1;
      requireBytes(end - in, bytes);
      length = number(from, in, bytes);
      in += bytes;
    }
    length++;
    if (length <= 0 || length > end - in || length > toEnd - out) {
      throw damaged();
    }
    Matches.copy(from, in, to, out, length, end, toEnd);
    return place(in + length, out + length);
  }

  private static void requireBytes(int left, int bytes) throws IOException {
    if (left < bytes) {
      throw damaged();
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
