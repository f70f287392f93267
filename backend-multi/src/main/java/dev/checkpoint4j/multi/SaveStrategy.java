package dev.checkpoint4j.multi;

import java.util.Locale;
import java.util.Optional;

/**
 * Which stores a save goes to, and how many must take it. The {@link FailurePolicy} says which
 * failures are borne beyond that. Immutable.
 *
 * @param onlyPrimary whether the first enabled store that takes saves is the only one written
 * @param quorum how many stores must have the new version; at least 1
 */
public record SaveStrategy(boolean onlyPrimary, int quorum) {
  private static final String QUORUM = "quorum-";

  /** Checks the range. */
  public SaveStrategy {
    if (quorum < 1 || (onlyPrimary && quorum > 1)) {
      throw new IllegalArgumentException(
          "quorum must be at least 1, and 1 for the primary only, but was " + quorum);
    }
  }

  /** Every enabled store that takes saves; the default. */
  public static SaveStrategy allEnabled() {
    return new SaveStrategy(false, 1);
  }

  /** The first enabled store that takes saves. */
  public static SaveStrategy primaryOnly() {
    return new SaveStrategy(true, 1);
  }

  /** Every enabled store, of which so many must have the new version when a save returns. */
  public static SaveStrategy quorum(int stores) {
    return new SaveStrategy(false, stores);
  }

  /** What {@link #toString} wrote; empty if it is none. */
  static Optional<SaveStrategy> parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (word.equals("all-enabled")) {
      return Optional.of(allEnabled());
    } else if (word.equals("primary-only")) {
      return Optional.of(primaryOnly());
    } else if (word.matches(QUORUM + "[1-9][0-9]{0,2}")) {
      return Optional.of(quorum(Integer.parseInt(word.substring(QUORUM.length()))));
    }
    return Optional.empty();
  }

  /** As in a configuration: {@code all-enabled}, {@code primary-only}, {@code quorum-2}. */
  @Override
  public String toString() {
    if (onlyPrimary) {
      return "primary-only";
    }
    return quorum == 1 ? "all-enabled" : QUORUM + quorum;
  }
}
