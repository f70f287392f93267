package dev.checkpoint4j.arrow;

/**
 * How the Arrow files of a checkpoint are compressed. A file says how, so reading needs no option.
 */
public enum Compression {
  /** None: the files are mapped into memory and read without a copy; the default. */
  NONE,
  /** Each buffer as an LZ4 frame, which every Arrow reader takes. */
  LZ4,
  /** Each buffer with Zstandard, which every Arrow reader takes. */
  ZSTD,
  /** The whole file with gzip: other tools read it only after {@code gunzip}. */
  GZIP
}
