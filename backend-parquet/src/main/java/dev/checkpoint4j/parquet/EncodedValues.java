package dev.checkpoint4j.parquet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one leaf in the encoding that suits them, chosen from the data: a dictionary where
 * values repeat, differences where neighbours are close, split bytes where that compresses better.
 *
 * @param encoder encodes pages
 * @param dictionary the bytes of the dictionary page; null without one
 * @param dictionarySize the entries of the dictionary
 * @param statistics finds the least and the greatest values of pages; null where values have no
 *     order that readers agree on
 */
record EncodedValues(
    ValueEncoder encoder,
    @Nullable Bytes dictionary,
    int dictionarySize,
    @Nullable ValueStatistics statistics) {
  private static final int SAMPLE_BYTES = 128 << 10;
  private static final int FIRST_BYTES = 1 << 10;
  private static final double PAYS = 0.97;

  /** Repeated strings must save a good part: reading through a dictionary that grows is slower. */
  private static final double DICTIONARY_PAYS = 0.8;

  /** Fewer values than these are looked through as fast. */
  private static final int BLOOM_VALUES = 500;

  /** Longer values are texts that nobody looks for by the whole. */
  private static final int BLOOM_LENGTH = 64;

  /**
   * A bloom filter where one pays: for many different short strings, such as identities, whose
   * range says little.
   */
  @Nullable BloomFilter bloom() {
    if (dictionary != null
        || !(statistics instanceof ValueStatistics.OfBinaries binaries)
        || binaries.values().length < BLOOM_VALUES) {
      return null;
    }
    byte[][] values = binaries.values();
    long bytes = 0;
    for (byte[] value : values) {
      bytes += value.length;
    }
    if (bytes > (long) BLOOM_LENGTH * values.length) {
      return null;
    }
    BloomFilter bloom = BloomFilter.sized(values.length);
    for (byte[] value : values) {
      bloom.add(BloomFilter.hash(value));
    }
    return bloom;
  }

  static EncodedValues of(LeafColumn column, PageCodec codec) throws IOException {
    Object array = column.array();
    int count = column.count();
    if (array instanceof boolean[] booleans) {
      return new EncodedValues(
          new Encoders.Bits(booleans), null, 0, new ValueStatistics.OfBooleans(booleans));
    }
    if (array instanceof int[] ints) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = ints[i];
      }
      return integers(values, Integer.BYTES);
    }
    if (array instanceof long[] longs) {
      return integers(count == longs.length ? longs : java.util.Arrays.copyOf(longs, count), 8);
    }
    if (array instanceof float[] floats) {
      long[] bits = new long[count];
      for (int i = 0; i < count; i++) {
        bits[i] = Float.floatToRawIntBits(floats[i]);
      }
      return decimals(bits, Integer.BYTES, codec);
    }
    if (array instanceof double[] doubles) {
      long[] bits = new long[count];
      for (int i = 0; i < count; i++) {
        bits[i] = Double.doubleToRawLongBits(doubles[i]);
      }
      return decimals(bits, Long.BYTES, codec);
    }
    return array instanceof String[] strings
        ? strings(strings, count, codec)
        : binaries((byte[][]) array, codec);
  }

  private static EncodedValues integers(long[] values, int width) {
    int count = values.length;
    ValueStatistics statistics = new ValueStatistics.OfIntegers(values, width);
    long plain = (long) count * width;
    long delta = DeltaEncoder.estimate(values, 0, count, width * Byte.SIZE);
    LongTable.Dictionary table = LongTable.of(values, count, Math.max(1, count / 2));
    if (table != null && dictionaryBytes(table, width) <= Math.min(plain, delta)) {
      return dictionary(table, width, statistics);
    }
    ValueEncoder encoder =
        delta < plain ? new Encoders.Delta(values, width) : new Encoders.Plain(values, width);
    return new EncodedValues(encoder, null, 0, statistics);
  }

  private static EncodedValues decimals(long[] bits, int width, PageCodec codec)
      throws IOException {
    int count = bits.length;
    ValueStatistics statistics = new ValueStatistics.OfFloats(bits, width);
    LongTable.Dictionary table = LongTable.of(bits, count, Math.max(1, count / 4));
    if (table != null && dictionaryBytes(table, width) < (long) count * width / 2) {
      return dictionary(table, width, statistics);
    }
    ValueEncoder plain = new Encoders.Plain(bits, width);
    ValueEncoder split = new Encoders.Split(bits, width);
    int sample = Math.min(count, SAMPLE_BYTES / width);
    boolean pays = trial(split, sample, codec) < PAYS * trial(plain, sample, codec);
    return new EncodedValues(pays ? split : plain, null, 0, statistics);
  }

  private static long dictionaryBytes(LongTable.Dictionary table, int width) {
    return (long) table.size() * width
        + (long) table.ids().length * RleEncoder.width(table.size() - 1) / Byte.SIZE;
  }

  private static EncodedValues dictionary(
      LongTable.Dictionary table, int width, ValueStatistics statistics) {
    Bytes page = new Bytes(table.size() * width);
    new Encoders.Plain(table.distinct(), width).encode(0, table.size(), page);
    return new EncodedValues(ids(table.ids(), table.size()), page, table.size(), statistics);
  }

  private static ValueEncoder ids(int[] ids, int size) {
    return new Encoders.Ids(ids, RleEncoder.width(Math.max(0, size - 1)));
  }

  private static EncodedValues strings(String[] strings, int count, PageCodec codec)
      throws IOException {
    StringTable.Dictionary table = StringTable.of(strings, count);
    if (table != null) {
      long all = 0;
      for (String string : strings) {
        all += string.length() + Integer.BYTES;
      }
      byte[][] distinct = encode(table.distinct(), table.size());
      long own = (long) count * RleEncoder.width(table.size() - 1) / Byte.SIZE;
      for (byte[] value : distinct) {
        own += value.length + Integer.BYTES;
      }
      if (own < DICTIONARY_PAYS * all) {
        Bytes page = new Bytes((int) Math.min(own, 1 << 20));
        new Encoders.PlainBinary(distinct).encode(0, distinct.length, page);
        return new EncodedValues(
            ids(table.ids(), table.size()),
            page,
            table.size(),
            new ValueStatistics.OfDictionary(distinct, table.ids()));
      }
    }
    return binaries(encode(strings, count), codec);
  }

  private static byte[][] encode(String[] strings, int count) {
    byte[][] encoded = new byte[count][];
    for (int i = 0; i < count; i++) {
      encoded[i] = Utf8.encode(strings[i]);
    }
    return encoded;
  }

  private static EncodedValues binaries(byte[][] values, PageCodec codec) throws IOException {
    int sample = 0;
    for (int bytes = 0; sample < values.length && bytes < SAMPLE_BYTES; sample++) {
      bytes += values[sample].length + Integer.BYTES;
    }
    ValueEncoder best = new Encoders.PlainBinary(values);
    long least = trial(best, sample, codec);
    ValueEncoder lengthsFirst = new Encoders.DeltaLength(values);
    long size = trial(lengthsFirst, sample, codec);
    if (size < least) {
      // Read as fast as plain ones are.
      best = lengthsFirst;
      least = size;
    }
    ValueEncoder withoutShared = new Encoders.DeltaBytes(values);
    if (trial(withoutShared, sample, codec) < PAYS * least) {
      best = withoutShared;
    }
    return new EncodedValues(best, null, 0, new ValueStatistics.OfBinaries(values));
  }

  private static long trial(ValueEncoder encoder, int count, PageCodec codec) throws IOException {
    if (count == 0) {
      return 0;
    }
    Bytes encoded = new Bytes(FIRST_BYTES);
    encoder.encode(0, count, encoded);
    Bytes compressed = new Bytes(FIRST_BYTES);
    codec.compress(encoded.array(), 0, encoded.size(), compressed);
    return compressed.size();
  }
}
