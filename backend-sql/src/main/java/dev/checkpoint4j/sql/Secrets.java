package dev.checkpoint4j.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps passwords and records out of what people read: JDBC URLs are shown without parameters, and
 * drivers' messages, which may quote either, are not passed on as they are.
 */
final class Secrets {
  private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

  private final List<String> secrets = new ArrayList<>();

  /** Notes what must never be shown: a password, a URL that may hold one. */
  Secrets(@Nullable String... secrets) {
    for (String secret : secrets) {
      if (secret != null && !secret.isEmpty()) {
        this.secrets.add(secret);
      }
    }
  }

  /** A JDBC URL without user, password and parameters. */
  static String shown(String jdbcUrl) {
    int end = jdbcUrl.length();
    for (char separator : new char[] {'?', ';'}) {
      int at = jdbcUrl.indexOf(separator);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return USER_INFO.matcher(jdbcUrl.substring(0, end)).replaceFirst("//");
  }

  /** A text with each secret replaced. */
  String scrub(@Nullable String text) {
    String scrubbed = text == null ? "" : text;
    for (String secret : secrets) {
      scrubbed = scrubbed.replace(secret, "***");
    }
    return scrubbed;
  }

  /**
   * What may be kept of a driver's exception as a cause: class, codes and stack trace. The messages
   * of drivers quote statements with the values in them.
   */
  static SQLException withoutContents(SQLException e) {
    SQLException safe =
        new SQLException(
            e.getClass().getSimpleName() + " with " + codes(e), e.getSQLState(), e.getErrorCode());
    safe.setStackTrace(e.getStackTrace());
    return safe;
  }

  /** SQLSTATE and the vendor's code. */
  static String codes(SQLException e) {
    return "SQLSTATE " + e.getSQLState() + ", code " + e.getErrorCode();
  }
}
