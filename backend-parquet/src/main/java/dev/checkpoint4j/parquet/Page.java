package dev.checkpoint4j.parquet;

/** A data page, decompressed: its levels, and its values to be read one after the other. */
final class Page {
  private static final byte[] NONE = {};

  final int entries;
  final byte[] defs;
  final byte[] reps;
  final PageValues values;

  /** The entry that is read next. */
  int next;

  Page(int entries, byte[] defs, byte[] reps, PageValues values) {
    this.entries = entries;
    this.defs = defs;
    this.reps = reps;
    this.values = values;
  }

  /** Levels from a page, or none where the schema allows no other than 0. */
  static byte[] levels(byte[] data, int from, int to, int entries, int max) {
    if (max == 0) {
      return NONE;
    }
    byte[] levels = new byte[entries];
    new RleDecoder(data, from, to, RleEncoder.width(max)).readLevels(levels, 0, entries, max);
    return levels;
  }
}
