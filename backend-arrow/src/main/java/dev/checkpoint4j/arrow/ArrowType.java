package dev.checkpoint4j.arrow;

/**
 * A type of the format.
 *
 * @param id which one
 * @param size bits of a number, bytes or values of fixed ones, the digits of a decimal; else 0
 * @param scale of a decimal, else 0
 * @param unit values in a second of a point in time; for dates 0 for days, 1000 for milliseconds
 * @param flag whether an integer is signed, a point in time has a zone
 */
record ArrowType(Id id, int size, int scale, long unit, boolean flag) {
  /** The types in the order of their numbers in the format, and how many buffers each has. */
  enum Id {
    NONE(0),
    NULL(0),
    INT(2),
    FLOAT(2),
    BINARY(3),
    UTF8(3),
    BOOL(2),
    DECIMAL(2),
    DATE(2),
    TIME(2),
    TIMESTAMP(2),
    INTERVAL(2),
    LIST(2),
    STRUCT(1),
    UNION(0),
    FIXED_SIZE_BINARY(2),
    FIXED_SIZE_LIST(1),
    MAP(2),
    DURATION(2),
    LARGE_BINARY(3),
    LARGE_UTF8(3),
    LARGE_LIST(2),
    RUN_END_ENCODED(0),
    BINARY_VIEW(2),
    UTF8_VIEW(2),
    LIST_VIEW(3),
    LARGE_LIST_VIEW(3);

    private final int buffers;

    Id(int buffers) {
      this.buffers = buffers;
    }

    int buffers() {
      return buffers;
    }

    boolean isView() {
      return this == BINARY_VIEW || this == UTF8_VIEW;
    }
  }

  static ArrowType of(Id id) {
    return new ArrowType(id, 0, 0, 0, false);
  }

  static ArrowType of(Id id, int size) {
    return new ArrowType(id, size, 0, 0, false);
  }

  static ArrowType integer(int bits, boolean signed) {
    return new ArrowType(Id.INT, bits, 0, 0, signed);
  }

  static ArrowType time(Id id, int bits, long unit, boolean zoned) {
    return new ArrowType(id, bits, 0, unit, zoned);
  }
}
