package dev.checkpoint4j.parquet;

import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/** The encoders of all encodings that are written. */
final class Encoders {
  private Encoders() {}

  /** Booleans, a bit each. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Bits(boolean[] values) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.PLAIN;
    }

    @Override
    public long bits(int index) {
      return 1;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      for (int i = from; i < to; i += Byte.SIZE) {
        int bits = 0;
        for (int k = 0; k < Byte.SIZE && i + k < to; k++) {
          bits |= values[i + k] ? 1 << k : 0;
        }
        out.put(bits);
      }
    }
  }

  /** Numbers of 4 or 8 bytes, given as their bits. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Plain(long[] values, int width) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.PLAIN;
    }

    @Override
    public long bits(int index) {
      return (long) width * Byte.SIZE;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      int at = out.reserve((to - from) * width);
      byte[] array = out.array();
      for (int i = from; i < to; i++, at += width) {
        if (width == Integer.BYTES) {
          Bytes.INT.set(array, at, (int) values[i]);
        } else {
          Bytes.LONG.set(array, at, values[i]);
        }
      }
      out.advance((to - from) * width);
    }
  }

  /** The same numbers, all first bytes first. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Split(long[] values, int width) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.BYTE_STREAM_SPLIT;
    }

    @Override
    public long bits(int index) {
      return (long) width * Byte.SIZE;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      int stride = to - from;
      int at = out.reserve(stride * width);
      byte[] array = out.array();
      for (int k = 0; k < width; k++) {
        int shift = k * Byte.SIZE;
        for (int i = 0; i < stride; i++) {
          array[at + k * stride + i] = (byte) (values[from + i] >>> shift);
        }
      }
      out.advance(stride * width);
    }
  }

  /** Integers as differences. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Delta(long[] values, int width) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.DELTA_BINARY_PACKED;
    }

    @Override
    public long bits(int index) {
      return (long) width * Byte.SIZE / 2;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      DeltaEncoder.encode(values, from, to, width * Byte.SIZE, out);
    }
  }

  /** Indexes of a dictionary. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Ids(int[] ids, int width) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.RLE_DICTIONARY;
    }

    @Override
    public long bits(int index) {
      return width;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      out.put(width);
      RleEncoder.encode(ids, from, to, width, out);
    }
  }

  /** Strings, each after its length. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record PlainBinary(byte[][] values) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.PLAIN;
    }

    @Override
    public long bits(int index) {
      return (long) (values[index].length + Integer.BYTES) * Byte.SIZE;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      for (int i = from; i < to; i++) {
        out.putInt(values[i].length);
        out.put(values[i], 0, values[i].length);
      }
    }
  }

  /** Strings after the lengths of them all. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record DeltaLength(byte[][] values) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.DELTA_LENGTH_BYTE_ARRAY;
    }

    @Override
    public long bits(int index) {
      return (long) (values[index].length + 2) * Byte.SIZE;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      long[] lengths = new long[to - from];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = values[from + i].length;
      }
      DeltaEncoder.encode(lengths, 0, lengths.length, Integer.SIZE, out);
      for (int i = from; i < to; i++) {
        out.put(values[i], 0, values[i].length);
      }
    }
  }

  /** Strings without what they share with the one before. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record DeltaBytes(byte[][] values) implements ValueEncoder {
    @Override
    public Encoding encoding() {
      return Encoding.DELTA_BYTE_ARRAY;
    }

    @Override
    public long bits(int index) {
      return (long) (values[index].length + 2) * Byte.SIZE;
    }

    @Override
    public void encode(int from, int to, Bytes out) {
      long[] prefixes = new long[to - from];
      long[] suffixes = new long[to - from];
      for (int i = 0; i < prefixes.length; i++) {
        prefixes[i] = i == 0 ? 0 : shared(values[from + i - 1], values[from + i]);
        suffixes[i] = values[from + i].length - prefixes[i];
      }
      DeltaEncoder.encode(prefixes, 0, prefixes.length, Integer.SIZE, out);
      DeltaEncoder.encode(suffixes, 0, suffixes.length, Integer.SIZE, out);
      for (int i = 0; i < prefixes.length; i++) {
        out.put(values[from + i], (int) prefixes[i], (int) suffixes[i]);
      }
    }

    private static int shared(byte[] before, byte[] value) {
      int mismatch = Arrays.mismatch(before, value);
      return mismatch < 0 ? value.length : mismatch;
    }
  }
}
