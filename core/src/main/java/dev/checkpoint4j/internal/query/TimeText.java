package dev.checkpoint4j.internal.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as ISO 8601 and Python write them: {@code 2024-01-31}, {@code
 * 2024-01-31T10:15}, {@code 2024-01-31 10:15:30.123456}, each time also with an offset ({@code Z},
 * {@code +01:00}, {@code +0100}, {@code +01}).
 */
public final class TimeText {
  private static final int MAX_LENGTH = 64;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH", "Z")
          .parseStrict()
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeText() {}

  /**
   * An {@link Instant} if there is an offset, else a {@link LocalDateTime} or a {@link LocalDate};
   * null if the text is none of them.
   */
  public static @Nullable Object parse(String text) {
    if (text.length() > MAX_LENGTH || text.indexOf('-') < 0) {
      return null;
    }
    int space = text.indexOf(' ');
    String iso = space < 0 ? text : text.substring(0, space) + "T" + text.substring(space + 1);
    try {
      return value(FORMAT.parse(iso));
    } catch (DateTimeException e) {
      return extreme(iso);
    }
  }

  private static Object value(TemporalAccessor parsed) {
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (time == null) {
      return date;
    }
    return parsed.isSupported(ChronoField.OFFSET_SECONDS)
        ? OffsetDateTime.from(parsed).toInstant()
        : date.atTime(time);
  }

  /** The first and the last year of the time line are outside what a local date can hold. */
  private static @Nullable Object extreme(String iso) {
    try {
      return iso.indexOf("1000000000-") == 1 ? Instant.parse(iso) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
