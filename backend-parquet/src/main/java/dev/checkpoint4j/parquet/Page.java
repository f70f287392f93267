package dev.checkpoint4j.parquet;

/** A data page, decompressed: its levels, and its values to be read one after the other. */
final class Page {
  final int entries;
  final byte[] defs;
  final byte[] reps;

  /** Whether each entry has a value. */
  final boolean isFull;

  final PageValues values;

  /** The entry that is read next. */
  int next;

  Page(int entries, Levels defs, Levels reps, PageValues values) {
    this.entries = entries;
    this.defs = defs.each();
    this.reps = reps.each();
    this.isFull = defs.allGreatest();
    this.values = values;
  }

  /** Levels of one kind, and whether all are the greatest that the schema allows. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Levels(byte[] each, boolean allGreatest) {
    private static final Levels NONE = new Levels(new byte[0], true);

    /** Levels from a page, or none where the schema allows no other than 0. */
    static Levels read(byte[] data, int from, int to, int entries, int max) {
      if (max == 0) {
        return NONE;
      }
      byte[] levels = new byte[entries];
      RleDecoder decoder = new RleDecoder(data, from, to, RleEncoder.width(max));
      int greatest = decoder.readLevels(levels, 0, entries, max);
      return new Levels(levels, greatest == entries);
    }
  }
}
