package dev.checkpoint4j.spi;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant by an unknown name, for error messages. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name with the smallest edit distance, if it is small enough to be a slip: at most a
   * third of the longer name.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    String wanted = name.toLowerCase(Locale.ROOT);
    for (String candidate : known) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance && distance * 3 <= Math.max(name.length(), candidate.length())) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code ; did you mean "x"?} for the end of a message, or nothing. */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(n -> "; did you mean \"" + n + "\"?").orElse("");
  }

  /** Levenshtein's distance, in which an exchange of two neighbours counts once. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
