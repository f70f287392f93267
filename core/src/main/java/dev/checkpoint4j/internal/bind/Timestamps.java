package dev.checkpoint4j.internal.bind;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants as ISO-8601 text, without the cost of the JDK's formatters for ordinary years. */
final class Timestamps {
  private static final long MIN = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long MAX = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private Timestamps() {}

  /** With as many digits as needed, and a Z. */
  static String utc(Instant instant) {
    return inYears(instant) ? format(instant, true) : instant.toString();
  }

  /**
   * As Python's {@code isoformat} writes a naive time: no zone, six digits of a second or none, and
   * nine if there are nanoseconds, which Python does not know.
   */
  static String naive(Instant instant) {
    return inYears(instant)
        ? format(instant, false)
        : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
  }

  private static boolean inYears(Instant instant) {
    return instant.getEpochSecond() >= MIN && instant.getEpochSecond() <= MAX;
  }

  private static String format(Instant instant, boolean utc) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    char[] text = new char[30];
    digits(text, 0, 4, time.getYear());
    text[4] = '-';
    digits(text, 5, 2, time.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, time.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 2, time.getHour());
    text[13] = ':';
    digits(text, 14, 2, time.getMinute());
    text[16] = ':';
    digits(text, 17, 2, time.getSecond());
    int end = fraction(text, time.getNano(), utc);
    if (utc) {
      text[end++] = 'Z';
    }
    return new String(text, 0, end);
  }

  private static int fraction(char[] text, int nano, boolean milliseconds) {
    if (nano == 0) {
      return 19;
    }
    text[19] = '.';
    if (milliseconds && nano % 1_000_000 == 0) {
      digits(text, 20, 3, nano / 1_000_000);
      return 23;
    }
    if (nano % 1_000 == 0) {
      digits(text, 20, 6, nano / 1_000);
      return 26;
    }
    digits(text, 20, 9, nano);
    return 29;
  }

  private static void digits(char[] text, int start, int count, int value) {
    int rest = value;
    for (int i = start + count - 1; i >= start; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** The instant of a text with a zone, or without one, which means UTC. */
  static Instant parse(char[] text, int offset, int length) {
    Instant instant = fast(text, offset, length);
    return instant != null ? instant : slow(new String(text, offset, length));
  }

  static Instant parse(String text) {
    return parse(text.toCharArray(), 0, text.length());
  }

  /** Four-digit years with whole seconds or a fraction, in UTC; null for anything else. */
  private static @Nullable Instant fast(char[] text, int offset, int length) {
    int end = offset + length;
    if (length > 0 && text[end - 1] == 'Z') {
      end--;
    }
    if (end - offset < 19 || end - offset == 20 || end - offset > 29) {
      return null;
    }
    if (text[offset + 4] != '-'
        || text[offset + 7] != '-'
        || (text[offset + 10] != 'T' && text[offset + 10] != ' ')
        || text[offset + 13] != ':'
        || text[offset + 16] != ':'
        || (end - offset > 19 && text[offset + 19] != '.')) {
      return null;
    }
    int year = number(text, offset, 4);
    int month = number(text, offset + 5, 2);
    int day = number(text, offset + 8, 2);
    int hour = number(text, offset + 11, 2);
    int minute = number(text, offset + 14, 2);
    int second = number(text, offset + 17, 2);
    int nano = end - offset == 19 ? 0 : number(text, offset + 20, end - offset - 20);
    if ((year | month | day | hour | minute | second | nano) < 0) {
      return null;
    }
    for (int i = end - offset; i > 19 && i < 29; i++) {
      nano *= 10;
    }
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second, nano)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      // Its message quotes the text.
      throw Problems.mismatch("timestamp", "a text that is none");
    }
  }

  /** A number of decimal digits, or -1. */
  private static int number(char[] text, int start, int count) {
    int value = 0;
    for (int i = start; i < start + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static Instant slow(String text) {
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    try {
      boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
      if (!zoned) {
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      }
      return iso.endsWith("Z") ? Instant.parse(iso) : OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException e) {
      // Its message quotes the text.
      throw Problems.mismatch("timestamp", "a text that is none");
    }
  }
}
