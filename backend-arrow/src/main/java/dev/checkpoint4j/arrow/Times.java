package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.LongVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.TimestampVector;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Reads points in time, dates, times of day and durations. */
final class Times {
  static final int NANOS_PER_SECOND = 1_000_000_000;
  static final long NANOS_PER_DAY = 86_400L * NANOS_PER_SECOND;

  private static final long MILLIS_PER_DAY = 86_400_000;

  private Times() {}

  static ColumnVector timestamps(Batch batch, Field field, long from, int count) {
    long[] values = Numbers.longs(batch, field, from, count);
    long perSecond = field.type().unit();
    int nanosEach = (int) (NANOS_PER_SECOND / perSecond);
    long[] seconds = new long[count];
    int[] nanos = new int[count];
    for (int i = 0; i < count; i++) {
      seconds[i] = Math.floorDiv(values[i], perSecond);
      nanos[i] = (int) Math.floorMod(values[i], perSecond) * nanosEach;
    }
    for (Outliers.Outlier o : batch.outliers().of(field)) {
      if (o.index() >= from && o.index() < from + count) {
        seconds[(int) (o.index() - from)] = o.seconds();
        nanos[(int) (o.index() - from)] = o.nanos();
      }
    }
    return new TimestampVector(count, seconds, nanos, batch.nulls(field, from, count));
  }

  static ColumnVector dates(Batch batch, Field field, long from, int count) {
    long[] days = new long[count];
    if (field.type().unit() == 0) {
      int[] values = Numbers.ints(batch, field, ArrowType.integer(Integer.SIZE, true), from, count);
      for (int i = 0; i < count; i++) {
        days[i] = values[i];
      }
    } else {
      long[] values = Numbers.longs(batch, field, from, count);
      for (int i = 0; i < count; i++) {
        days[i] = Math.floorDiv(values[i], MILLIS_PER_DAY);
      }
    }
    for (Outliers.Outlier o : batch.outliers().of(field)) {
      if (o.index() >= from && o.index() < from + count) {
        days[(int) (o.index() - from)] = o.seconds();
      }
    }
    return new LongVector(count, days, batch.nulls(field, from, count));
  }

  private static long[] counts(Batch batch, Field field, long from, int count) {
    if (field.type().size() == Long.SIZE) {
      return Numbers.longs(batch, field, from, count);
    }
    int[] values = Numbers.ints(batch, field, ArrowType.integer(Integer.SIZE, true), from, count);
    long[] wide = new long[count];
    for (int i = 0; i < count; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Times of day as ISO-8601 text. */
  static ColumnVector timesOfDay(Batch batch, Field field, long from, int count) {
    long[] values = counts(batch, field, from, count);
    boolean @Nullable [] nulls = batch.nulls(field, from, count);
    long nanosEach = NANOS_PER_SECOND / field.type().unit();
    @Nullable String[] texts = new @Nullable String[count];
    for (int i = 0; i < count; i++) {
      if (nulls == null || !nulls[i]) {
        if (values[i] < 0 || values[i] >= NANOS_PER_DAY / nanosEach) {
          throw Problems.corrupt("column \"" + field.name() + "\" has a time that no day has");
        }
        texts[i] = LocalTime.ofNanoOfDay(values[i] * nanosEach).toString();
      }
    }
    return new StringVector(count, texts, null, nulls);
  }

  /** Durations as a number of the unit that the schema says. */
  static ColumnVector durations(Batch batch, Field field, long from, int count) {
    long[] values = Numbers.longs(batch, field, from, count);
    return new LongVector(count, values, batch.nulls(field, from, count));
  }
}
