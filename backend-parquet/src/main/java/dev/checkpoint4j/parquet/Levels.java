package dev.checkpoint4j.parquet;

/** Which levels a codec has. */
final class Levels {
  private static final int MAX_GZIP = 9;
  private static final int MAX_BROTLI = 11;
  private static final int MAX_ZSTD = 22;

  private Levels() {}

  static boolean has(Compression compression) {
    return max(compression) > 0;
  }

  static int min(Compression compression) {
    return compression == Compression.BROTLI ? 0 : 1;
  }

  /** 0 for a codec without levels. */
  static int max(Compression compression) {
    return switch (compression) {
      case GZIP -> MAX_GZIP;
      case BROTLI -> MAX_BROTLI;
      case ZSTD -> MAX_ZSTD;
      case SNAPPY, LZ4, NONE -> 0;
    };
  }

  static void require(Compression compression, int level) {
    if (!has(compression)) {
      throw new IllegalArgumentException(
          "compressionLevel needs compression GZIP, BROTLI or ZSTD but was "
              + level
              + " with "
              + compression);
    }
    if (level < min(compression) || level > max(compression)) {
      throw new IllegalArgumentException(
          "compressionLevel of "
              + compression
              + " must be from "
              + min(compression)
              + " to "
              + max(compression)
              + " but was "
              + level);
    }
  }
}
