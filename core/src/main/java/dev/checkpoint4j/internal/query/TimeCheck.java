package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Filter.Comparison;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;

/**
 * A date or a time compared with another, both as instants: without a zone it is UTC, a date is the
 * start of its day. A string, which is how JSON keeps a time, is read as one.
 */
final class TimeCheck extends ValueCheck {
  private static final long SECONDS_PER_DAY = 86_400;

  private final Comparison comparison;
  private final long second;
  private final int nano;

  /**
   * @param constant an {@link Instant}, a {@link LocalDateTime} or a {@link LocalDate}
   */
  TimeCheck(Comparison comparison, Object constant) {
    this.comparison = comparison;
    if (constant instanceof Instant time) {
      second = time.getEpochSecond();
      nano = time.getNano();
    } else if (constant instanceof LocalDateTime time) {
      second = time.toEpochSecond(ZoneOffset.UTC);
      nano = time.get(ChronoField.NANO_OF_SECOND);
    } else {
      second = ((LocalDate) constant).toEpochDay() * SECONDS_PER_DAY;
      nano = 0;
    }
  }

  @Override
  int test(Object value) {
    if (value instanceof Instant time) {
      return at(time.getEpochSecond(), time.getNano());
    }
    if (value instanceof LocalDateTime time) {
      return at(time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND));
    }
    if (value instanceof LocalDate date) {
      return at(date.toEpochDay() * SECONDS_PER_DAY, 0);
    }
    if (value instanceof OffsetDateTime time) {
      return at(time.toEpochSecond(), time.getNano());
    }
    if (value instanceof ZonedDateTime time) {
      return at(time.toEpochSecond(), time.getNano());
    }
    Object parsed = value instanceof String text ? TimeText.parse(text) : null;
    return parsed == null ? Kleene.UNKNOWN : test(parsed);
  }

  private int at(long valueSecond, int valueNano) {
    int bySecond = Long.compare(valueSecond, second);
    return Kleene.ordered(comparison, bySecond != 0 ? bySecond : Integer.compare(valueNano, nano));
  }
}
