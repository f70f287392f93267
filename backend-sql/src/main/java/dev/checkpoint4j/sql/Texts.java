package dev.checkpoint4j.sql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text that a database cannot hold. PostgreSQL has no NUL character in text; a row with one is
 * marked as escaped, and in its texts U+0001 0 stands for NUL and U+0001 1 for U+0001.
 */
final class Texts {
  private static final char ESCAPE = '\u0001';

  private Texts() {}

  static String escape(String text) {
    if (text.indexOf('\0') < 0 && text.indexOf(ESCAPE) < 0) {
      return text;
    }
    return text.replace("\u0001", "\u00011").replace("\u0000", "\u00010");
  }

  static String unescape(String text) {
    if (text.indexOf(ESCAPE) < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE && i + 1 < text.length()) {
        plain.append(text.charAt(++i) == '0' ? '\0' : ESCAPE);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Whether a canonical value holds a NUL character anywhere. */
  static boolean hasNul(@Nullable Object value) {
    if (value instanceof String text) {
      return text.indexOf('\0') >= 0;
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (hasNul(element)) {
          return true;
        }
      }
    } else if (value instanceof Object[] fields) {
      for (Object field : fields) {
        if (hasNul(field)) {
          return true;
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().anyMatch(e -> hasNul(e.getKey()) || hasNul(e.getValue()));
    }
    return false;
  }
}
