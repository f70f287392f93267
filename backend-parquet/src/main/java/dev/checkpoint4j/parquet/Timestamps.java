package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.column.TimestampVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Points in time as the file counts them, and as vectors do. */
final class Timestamps {
  static final int NANOS_PER_SECOND = 1_000_000_000;

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int JULIAN_DAY_OF_1970 = 2_440_588;

  private Timestamps() {}

  /** From a count since 1970. */
  static TimestampVector of(long[] values, int size, int perSecond, boolean @Nullable [] nulls) {
    long[] seconds = new long[size];
    int[] nanos = new int[size];
    int nanosEach = NANOS_PER_SECOND / perSecond;
    for (int i = 0; i < size; i++) {
      seconds[i] = Math.floorDiv(values[i], (long) perSecond);
      nanos[i] = (int) Math.floorMod(values[i], (long) perSecond) * nanosEach;
    }
    return new TimestampVector(size, seconds, nanos, nulls);
  }

  /** From nanoseconds of a Julian day. */
  static TimestampVector ofInt96(byte[] @Nullable [] values, int size, boolean @Nullable [] nulls) {
    long[] seconds = new long[size];
    int[] nanos = new int[size];
    for (int i = 0; i < size; i++) {
      byte[] value = values[i];
      if (value != null) {
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long nanoOfDay = bytes.getLong();
        long day = (long) bytes.getInt() - JULIAN_DAY_OF_1970;
        seconds[i] = day * SECONDS_PER_DAY + Math.floorDiv(nanoOfDay, (long) NANOS_PER_SECOND);
        nanos[i] = (int) Math.floorMod(nanoOfDay, (long) NANOS_PER_SECOND);
      }
    }
    return new TimestampVector(size, seconds, nanos, nulls);
  }

  /** Nanoseconds since 1970, or the nearest number of them that fits. */
  static long nanos(long second, int nano) {
    long high = Math.multiplyHigh(second, NANOS_PER_SECOND);
    long low = second * NANOS_PER_SECOND;
    boolean fits = high == low >> (Long.SIZE - 1);
    // Just below zero the sum can come back into range where the product is not.
    if (!fits && second < 0) {
      long above = (second + 1) * NANOS_PER_SECOND;
      long below = (long) nano - NANOS_PER_SECOND;
      boolean back =
          Math.multiplyHigh(second + 1, NANOS_PER_SECOND) == above >> (Long.SIZE - 1)
              && above + below < 0;
      return back ? above + below : Long.MIN_VALUE;
    }
    if (!fits) {
      return Long.MAX_VALUE;
    }
    long sum = low + nano;
    return low > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }
}
