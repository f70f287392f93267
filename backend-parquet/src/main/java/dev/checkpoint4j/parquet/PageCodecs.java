package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/** Finds the codec of a column chunk. */
final class PageCodecs {
  private PageCodecs() {}

  /**
   * The codec to write with.
   *
   * @param level as the codec counts it; null for its default
   */
  static PageCodec of(Compression compression, @Nullable Integer level) {
    return switch (compression) {
      case SNAPPY -> new SnappyCodec();
      case GZIP -> new GzipCodec(level == null ? GzipCodec.DEFAULT_LEVEL : level);
      case BROTLI -> new BrotliCodec(level == null ? BrotliCodec.DEFAULT_LEVEL : level);
      case LZ4 -> new Lz4Codec();
      case ZSTD -> new ZstdCodec(level == null ? ZstdCodec.DEFAULT_LEVEL : level);
      case NONE -> new NoCodec();
    };
  }

  static CompressionCodec named(Compression compression) {
    return switch (compression) {
      case SNAPPY -> CompressionCodec.SNAPPY;
      case GZIP -> CompressionCodec.GZIP;
      case BROTLI -> CompressionCodec.BROTLI;
      case LZ4 -> CompressionCodec.LZ4_RAW;
      case ZSTD -> CompressionCodec.ZSTD;
      case NONE -> CompressionCodec.UNCOMPRESSED;
    };
  }

  /** The codec to read a chunk with. */
  static PageCodec reading(@Nullable CompressionCodec codec) {
    if (codec == null) {
      throw Problems.corrupt("it is compressed in a way that no version of the format names");
    }
    return switch (codec) {
      case UNCOMPRESSED -> of(Compression.NONE, null);
      case SNAPPY -> of(Compression.SNAPPY, null);
      case GZIP -> of(Compression.GZIP, null);
      case BROTLI -> of(Compression.BROTLI, null);
      case ZSTD -> of(Compression.ZSTD, null);
      case LZ4_RAW -> of(Compression.LZ4, null);
      case LZ4 -> new HadoopLz4Codec();
      case LZO ->
          throw new RowProblem(
              RowProblem.Kind.MISMATCH,
              "",
              "it is compressed with LZO, which cannot be read; write it with snappy, gzip, brotli,"
                  + " lz4, zstd or none");
    };
  }
}
