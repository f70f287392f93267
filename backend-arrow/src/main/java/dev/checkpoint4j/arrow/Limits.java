package dev.checkpoint4j.arrow;

/**
 * What a file may ask for. Every size that is read from a file passes here before memory is
 * reserved for it; the bounds follow the heap, so that a file made to exhaust it fails with a
 * message instead.
 */
final class Limits {
  /** Lists and structs in each other. */
  static final int DEPTH = 250;

  /** Columns of a file, nested ones counted singly. */
  static final int FIELDS = 40_000;

  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /** The metadata of one message. */
  static final int METADATA_BYTES = (int) Math.min(64 << 20, Math.max(4 << 20, HEAP / 64));

  /** What is copied or decompressed at once: a column of a batch, or the window of one. */
  static final int COPIED_BYTES = (int) Math.min(1 << 30, Math.max(4 << 20, HEAP / 8));

  /** What a batch that is written should have. */
  static final long BATCH_BYTES = Math.min(4 << 20, Math.max(512 << 10, HEAP / 64));

  /** Where a batch ends although it is to have more rows. */
  static final long MAX_BATCH_BYTES = 2 * BATCH_BYTES;

  /** The texts of all dictionaries. */
  static final int DICTIONARY_VALUES = (int) Math.min(1 << 28, HEAP / 64);

  /** What a row of a loaded list takes at the least: a reference and an object's header. */
  private static final int LEAST_ROW_BYTES = 24;

  private Limits() {}

  /** A size from a file that must be from 0 to {@code max}. */
  static int size(String what, long size, long max) {
    if (size < 0) {
      throw Problems.corrupt(what + " is negative: " + size);
    }
    if (size > max) {
      throw Problems.limit(
          what + " is " + size + ", more than " + max + " (a bound that grows with -Xmx)");
    }
    return (int) size;
  }

  /** Refuses to collect more rows in a list than the heap can hold. */
  static void loadable(long rows) {
    if (rows > HEAP / LEAST_ROW_BYTES) {
      throw Problems.limit(
          rows + " rows do not fit into a heap of " + HEAP + " bytes; use stream or raise -Xmx");
    }
  }
}
