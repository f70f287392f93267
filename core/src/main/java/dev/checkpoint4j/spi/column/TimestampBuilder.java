package dev.checkpoint4j.spi.column;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind TIMESTAMP or LOCAL_TIMESTAMP. */
public final class TimestampBuilder extends VectorBuilder {
  private long[] seconds = new long[0];
  private int[] nanos = new int[0];

  TimestampBuilder() {}

  /**
   * Adds a value.
   *
   * @param second since 1970-01-01T00:00
   * @param nano of the second, from 0 to 999,999,999
   */
  public void addTimestamp(long second, int nano) {
    int index = next();
    seconds[index] = second;
    nanos[index] = nano;
  }

  @Override
  public long heapBytes() {
    return flatBytes(Long.BYTES + Integer.BYTES);
  }

  @Override
  void put(Object canonical) {
    if (canonical instanceof LocalDateTime local) {
      addTimestamp(local.toEpochSecond(ZoneOffset.UTC), local.getNano());
    } else {
      Instant instant = (Instant) canonical;
      addTimestamp(instant.getEpochSecond(), instant.getNano());
    }
  }

  @Override
  void resize(int capacity) {
    seconds = Arrays.copyOf(seconds, capacity);
    nanos = Arrays.copyOf(nanos, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    TimestampVector vector = new TimestampVector(size, seconds, nanos, nulls);
    seconds = new long[0];
    nanos = new int[0];
    return vector;
  }
}
