package dev.checkpoint4j.query;

import dev.checkpoint4j.internal.query.Constants;
import dev.checkpoint4j.internal.query.TimeText;
import dev.checkpoint4j.query.FilterScanner.Token;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the constants of a textual filter into values. */
final class FilterLiterals {
  /** Turning digits into a number takes time that grows with the square of their count. */
  private static final int MAX_NUMBER_LENGTH = 10_000;

  private static final Set<String> PREFIXES = Set.of("timestamp", "datetime", "date", "x");

  private final FilterScanner scanner;

  FilterLiterals(FilterScanner scanner) {
    this.scanner = scanner;
  }

  Object number(Token token) {
    String text = token.text();
    if (text.toLowerCase(Locale.ROOT).endsWith("y")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (text.length() > MAX_NUMBER_LENGTH) {
      throw scanner.error(
          token.start(), "a number has at most " + MAX_NUMBER_LENGTH + " characters");
    }
    try {
      return Constants.of(new BigDecimal(text));
    } catch (ArithmeticException | NumberFormatException e) {
      throw scanner.error(token.start(), "this number cannot be represented", e);
    }
  }

  boolean isPrefix(String word) {
    return PREFIXES.contains(word.toLowerCase(Locale.ROOT));
  }

  /** The value of a word and the string after it. */
  Object typed(Token prefix, Token string) {
    String word = prefix.text().toLowerCase(Locale.ROOT);
    Object value =
        switch (word) {
          case "x" -> bytes(string.text());
          case "timestamp" -> timestamp(TimeText.parse(string.text()));
          case "datetime" -> datetime(TimeText.parse(string.text()));
          default -> TimeText.parse(string.text()) instanceof LocalDate date ? date : null;
        };
    if (value == null) {
      throw scanner.error(string.start(), "expected " + expected(word));
    }
    return value;
  }

  private static @Nullable Object timestamp(@Nullable Object time) {
    if (time instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    if (time instanceof LocalDate date) {
      return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return time instanceof Instant ? time : null;
  }

  private static @Nullable Object datetime(@Nullable Object time) {
    if (time instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    return time instanceof LocalDateTime ? time : null;
  }

  private static @Nullable Object bytes(String hex) {
    try {
      return Bytes.of(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String expected(String word) {
    return switch (word) {
      case "x" -> "hexadecimal digits, two a byte";
      case "timestamp" -> "a time such as '2026-01-31T10:15:30Z'";
      case "datetime" -> "a time without an offset, such as '2026-01-31T10:15:30'";
      default -> "a date such as '2026-01-31'";
    };
  }
}
