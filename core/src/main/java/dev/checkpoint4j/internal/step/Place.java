package dev.checkpoint4j.internal.step;

/** Where a row is, in one number: two bits for the kind, 30 for the part, 32 for the row. */
final class Place {
  static final long NONE = 0;

  private static final int MEMORY = 1;
  private static final int LOGGED = 2;
  private static final int STORED = 3;
  private static final int KIND_SHIFT = 62;
  private static final int PART_SHIFT = 32;
  private static final int PART_MASK = (1 << 30) - 1;
  private static final int KEPT_SLOT = PART_MASK;

  private Place() {}

  /** In memory only. */
  static long pending(int slot, int row) {
    return (long) MEMORY << KIND_SHIFT | (long) slot << PART_SHIFT | row;
  }

  /** In memory, and in the log too. */
  static long kept(int row) {
    return (long) MEMORY << KIND_SHIFT | (long) KEPT_SLOT << PART_SHIFT | row;
  }

  static long logged(int part, int row) {
    return (long) LOGGED << KIND_SHIFT | (long) part << PART_SHIFT | row;
  }

  static long stored(int row) {
    return (long) STORED << KIND_SHIFT | row;
  }

  static boolean isInMemory(long place) {
    return place >>> KIND_SHIFT == MEMORY;
  }

  static boolean isKept(long place) {
    return isInMemory(place) && part(place) == KEPT_SLOT;
  }

  static boolean isStored(long place) {
    return place >>> KIND_SHIFT == STORED;
  }

  static int part(long place) {
    return (int) (place >>> PART_SHIFT) & PART_MASK;
  }

  static int row(long place) {
    return (int) place;
  }
}
