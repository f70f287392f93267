package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.XxHash;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;

/**
 * A split-block bloom filter as the format defines it: blocks of 256 bits, of which a value sets
 * one bit in each word.
 */
final class BloomFilter {
  private static final int BLOCK_BYTES = 32;
  private static final int WORDS = 8;
  private static final int MAX_BYTES = 1 << 20;
  private static final int HEADER_BYTES = 256;
  private static final int[] SALTS = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final byte[] bits;

  private BloomFilter(byte[] bits) {
    this.bits = bits;
  }

  /** One for about so many different values, with a byte for each. */
  static BloomFilter sized(int values) {
    int bytes = Integer.highestOneBit(Math.max(BLOCK_BYTES, Math.min(MAX_BYTES, values)));
    return new BloomFilter(new byte[bytes]);
  }

  void add(long hash) {
    int block = block(hash);
    for (int word = 0; word < WORDS; word++) {
      int at = block + word * Integer.BYTES;
      Bytes.INT.set(bits, at, (int) Bytes.INT.get(bits, at) | mask(hash, word));
    }
  }

  boolean mayHold(long hash) {
    int block = block(hash);
    for (int word = 0; word < WORDS; word++) {
      int mask = mask(hash, word);
      if (((int) Bytes.INT.get(bits, block + word * Integer.BYTES) & mask) == 0) {
        return false;
      }
    }
    return true;
  }

  private int block(long hash) {
    long blocks = bits.length / BLOCK_BYTES;
    return (int) (((hash >>> Integer.SIZE) * blocks) >>> Integer.SIZE) * BLOCK_BYTES;
  }

  private static int mask(long hash, int word) {
    return 1 << (((int) hash * SALTS[word]) >>> 27);
  }

  /** The hash of a filter's constant as the leaf stores it; null if the leaf cannot hold it so. */
  static @Nullable Long hash(Shape.Leaf leaf, Object constant) {
    Type type = leaf.first().element().getType();
    if (leaf.form() == LeafForm.TEXT && constant instanceof String text) {
      return hash(text.getBytes(StandardCharsets.UTF_8));
    }
    if (leaf.form() == LeafForm.INT64 && constant instanceof Long number) {
      return hash(ValueStatistics.OfIntegers.bytes(number, Long.BYTES));
    }
    return leaf.form() == LeafForm.INT32
            && type == Type.INT32
            && constant instanceof Long number
            && number == number.intValue()
        ? (Long) hash(ValueStatistics.OfIntegers.bytes(number, Integer.BYTES))
        : null;
  }

  static long hash(byte[] stored) {
    return Xx64.of(stored);
  }

  /** Appends the header and the bits. */
  void writeTo(Bytes out) {
    BloomFilterHeader header =
        new BloomFilterHeader(
            bits.length,
            BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
            BloomFilterHash.XXHASH(new XxHash()),
            BloomFilterCompression.UNCOMPRESSED(new Uncompressed()));
    Thrift.write(header, out);
    out.put(bits, 0, bits.length);
  }

  /** The filter of a chunk; null if there is none of a kind and size that is read. */
  static @Nullable BloomFilter read(ColumnMetaData meta, FileBytes file) throws IOException {
    if (!meta.isSetBloom_filter_offset()) {
      return null;
    }
    long position = meta.getBloom_filter_offset();
    if (position < 0 || position >= file.size()) {
      throw Problems.corrupt("a bloom filter lies outside the file");
    }
    byte[] start = new byte[(int) Math.min(HEADER_BYTES, file.size() - position)];
    file.read(position, start, 0, start.length);
    BloomFilterHeader header = new BloomFilterHeader();
    int length;
    try {
      length = Thrift.read(header, start, 0, start.length);
    } catch (TException e) {
      throw Problems.corrupt("the header of a bloom filter is damaged", e);
    }
    int size = header.getNumBytes();
    if (header.getAlgorithm() == null
        || header.getHash() == null
        || header.getCompression() == null
        || size <= 0
        || size % BLOCK_BYTES != 0
        || size > file.size() - position - length) {
      throw Problems.corrupt("a bloom filter does not fit its column chunk");
    }
    if (size > Limits.PAGE_BYTES) {
      return null;
    }
    byte[] bits = new byte[size];
    file.read(position + length, bits, 0, size);
    return new BloomFilter(bits);
  }
}
