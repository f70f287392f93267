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

  static ColumnVector timestamps(Batch batch, Field field, Ranges at) {
    int count = at.size();
    long[] values = Numbers.longs(batch, field, at);
    long perSecond = field.type().unit();
    int nanosEach = (int) (NANOS_PER_SECOND / perSecond);
    long[] seconds = new long[count];
    int[] nanos = new int[count];
    for (int i = 0; i < count; i++) {
      seconds[i] = Math.floorDiv(values[i], perSecond);
      nanos[i] = (int) Math.floorMod(values[i], perSecond) * nanosEach;
    }
    for (Outliers.Outlier o : batch.outliers().of(field)) {
      int i = at.indexOf(o.index());
      if (i >= 0) {
        seconds[i] = o.seconds();
        nanos[i] = o.nanos();
      }
    }
    return new TimestampVector(count, seconds, nanos, batch.nulls(field, at));
  }

  static ColumnVector dates(Batch batch, Field field, Ranges at) {
    int count = at.size();
    long[] days = new long[count];
    if (field.type().unit() == 0) {
      int[] values = Numbers.ints(batch, field, ArrowType.integer(Integer.SIZE, true), at);
      for (int i = 0; i < count; i++) {
        days[i] = values[i];
      }
    } else {
      long[] values = Numbers.longs(batch, field, at);
      for (int i = 0; i < count; i++) {
        days[i] = Math.floorDiv(values[i], MILLIS_PER_DAY);
      }
    }
    for (Outliers.Outlier o : batch.outliers().of(field)) {
      int i = at.indexOf(o.index());
      if (i >= 0) {
        days[i] = o.seconds();
      }
    }
    return new LongVector(count, days, batch.nulls(field, at));
  }

  private static long[] counts(Batch batch, Field field, Ranges at) {
    if (field.type().size() == Long.SIZE) {
      return Numbers.longs(batch, field, at);
    }
    int[] values = Numbers.ints(batch, field, ArrowType.integer(Integer.SIZE, true), at);
    long[] wide = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Times of day as ISO-8601 text. */
  static ColumnVector timesOfDay(Batch batch, Field field, Ranges at) {
    int count = at.size();
    long[] values = counts(batch, field, at);
    boolean @Nullable [] nulls = batch.nulls(field, at);
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
  static ColumnVector durations(Batch batch, Field field, Ranges at) {
    int count = at.size();
    long[] values = Numbers.longs(batch, field, at);
    return new LongVector(count, values, batch.nulls(field, at));
  }
}
