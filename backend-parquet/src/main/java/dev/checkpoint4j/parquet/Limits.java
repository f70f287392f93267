package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;

/**
 * What a file may ask for. Every size that is read from a file passes here before memory is
 * reserved for it; the bounds follow the heap, so that a file made to exhaust it fails with a
 * message instead.
 */
final class Limits {
  /** Levels are kept as bytes; a hundred lists in each other have 200. */
  static final int MAX_LEVEL = 250;

  /** Columns of a file, nested ones counted singly. */
  static final int LEAVES = 20_000;

  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /** A footer; what it is parsed into takes up to thirty times as much. */
  static final int FOOTER_BYTES = (int) Math.min(64 << 20, Math.max(4 << 20, HEAP / 64));

  /** The bytes of one page after decompression, and of the strings of one batch. */
  static final int PAGE_BYTES = (int) Math.min(1 << 30, Math.max(4 << 20, HEAP / 10));

  /** The pages and dictionaries that one reader has open, of all columns together. */
  static final long OPEN_BYTES = HEAP / 3;

  /** The records of a loaded list. */
  static final long LOADED_BYTES = HEAP / 3 * 2;

  /** The rows that wait to be written, whatever the option says. */
  static final long ROW_GROUP_BYTES = HEAP / 16;

  /** The values of one page. */
  static final int PAGE_VALUES = PAGE_BYTES;

  private static final int MIN_WINDOW = 16 << 10;
  private static final int MAX_WINDOW = 256 << 10;

  private Limits() {}

  /** How much of each column chunk is read at once: together a part of the heap at the most. */
  static int window(int leaves) {
    return (int) Math.max(MIN_WINDOW, Math.min(MAX_WINDOW, HEAP / 16 / Math.max(1, leaves)));
  }

  /** A size from a file that must be from 0 to {@code max}. */
  static int size(String what, long size, long max) {
    if (size < 0) {
      throw Problems.corrupt(what + " is negative: " + size);
    }
    if (size > max) {
      throw new RowProblem(
          RowProblem.Kind.LIMIT,
          "",
          what + " is " + size + ", more than " + max + " (a bound that grows with -Xmx)");
    }
    return (int) size;
  }

  /** Refuses a page that is larger than any reader takes: a value of hundreds of megabytes. */
  static void written(int pageBytes) {
    if (pageBytes > PAGE_BYTES) {
      throw new RowProblem(
          RowProblem.Kind.LIMIT,
          "",
          "a value makes a page of "
              + pageBytes
              + " bytes, more than "
              + PAGE_BYTES
              + " (a bound that grows with -Xmx)");
    }
  }
}
