package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Filter.Comparison;
import org.jspecify.annotations.Nullable;

/** A string compared with another, by code point. */
final class TextCheck extends ValueCheck {
  private final Comparison comparison;
  private final String constant;

  /** For a value that is a time after all, if the constant can be read as one. */
  private final @Nullable TimeCheck time;

  TextCheck(Comparison comparison, String constant) {
    this.comparison = comparison;
    this.constant = constant;
    Object parsed = TimeText.parse(constant);
    this.time = parsed == null ? null : new TimeCheck(comparison, parsed);
  }

  @Override
  int test(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    String text = textOf(value);
    if (text != null) {
      return text(text);
    }
    return time == null ? Kleene.UNKNOWN : time.test(value);
  }

  private int text(String value) {
    return switch (comparison) {
      case EQ -> Kleene.of(value.equals(constant));
      case NE -> Kleene.of(!value.equals(constant));
      default -> Kleene.ordered(comparison, CodePoints.compare(value, constant));
    };
  }

  /** What a value stands for as text, such as an enum constant's stored name; null if none. */
  static @Nullable String textOf(Object value) {
    if (value instanceof Enum<?> constant) {
      return Constants.stored(constant) instanceof String name ? name : null;
    }
    return Constants.text(value);
  }
}
