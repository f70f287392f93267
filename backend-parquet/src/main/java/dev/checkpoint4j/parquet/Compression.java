package dev.checkpoint4j.parquet;

/** How the pages of a file are compressed. A file says how, so reading needs no option. */
public enum Compression {
  /** Fast and everywhere; the default. */
  SNAPPY,
  /** Small and slow; the level is 1 to 9. */
  GZIP,
  /** The smallest text, the slowest to write; the level is 0 to 11. */
  BROTLI,
  /** The fastest, as {@code LZ4_RAW}. */
  LZ4,
  /** Small and fast; the level is 1 to 22. */
  ZSTD,
  /** No compression. */
  NONE
}
