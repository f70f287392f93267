package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons and matches of texts. */
final class TextConditions {
  private TextConditions() {}

  /** Whether a driver hands a text on as it is: no NUL, no unpaired surrogate. */
  static boolean isPlain(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff));
  }

  /** A condition on a column or an expression; null if the database is not asked. */
  static @Nullable TwoSided of(Filter leaf, String column, Database database) {
    if (leaf instanceof Filter.IsNull) {
      return TwoSided.isNull(column);
    }
    if (leaf instanceof Filter.Compare compare && compare.value() instanceof String text) {
      return isPlain(text) ? comparison(compare.comparison(), text, column, database) : null;
    }
    if (leaf instanceof Filter.In in) {
      return anyOf(in.values(), column);
    }
    if (leaf instanceof Filter.StringMatch match && !match.ignoreCase() && isPlain(match.text())) {
      return match(match, column, database);
    }
    return null;
  }

  private static @Nullable TwoSided comparison(
      Comparison comparison, String text, String column, Database database) {
    boolean ordered = comparison != Comparison.EQ && comparison != Comparison.NE;
    if (ordered && !database.ordersByCodePoint()) {
      return null;
    }
    String compared =
        ordered && database == Database.POSTGRESQL ? column + " collate \"C\"" : column;
    return NumberConditions.comparison(comparison, text, compared);
  }

  private static @Nullable TwoSided anyOf(List<?> values, String column) {
    List<Object> texts = new ArrayList<>();
    for (Object value : values) {
      if (!(value instanceof String text) || !isPlain(text)) {
        return null;
      }
      texts.add(text);
    }
    if (texts.isEmpty() || texts.size() > Conditions.MAX_VALUES) {
      return null;
    }
    String marks = String.join(", ", Collections.nCopies(texts.size(), "?"));
    return new TwoSided(
        new Sql(column + " in (" + marks + ")", texts),
        new Sql(column + " not in (" + marks + ")", texts),
        true);
  }

  private static TwoSided match(Filter.StringMatch match, String column, Database database) {
    String text = match.text();
    return switch (match.match()) {
      case EQUALS -> NumberConditions.comparison(Comparison.EQ, text, column);
      case CONTAINS -> {
        String at =
            switch (database) {
              case SQLITE -> "instr(" + column + ", ?)";
              case POSTGRESQL -> "strpos(" + column + ", ?)";
              case MARIADB, MYSQL, H2 -> "locate(?, " + column + ")";
            };
        yield new TwoSided(
            new Sql(at + " > 0", List.of(text)), new Sql(at + " = 0", List.of(text)), true);
      }
      case STARTS_WITH -> {
        String beginning =
            (database == Database.SQLITE ? "substr(" + column + ", 1, " : "left(" + column + ", ")
                + text.codePointCount(0, text.length())
                + ")";
        yield database == Database.H2
            // It counts a supplementary character twice, as Java does.
            ? NumberConditions.comparison(
                Comparison.EQ, text, "left(" + column + ", " + text.length() + ")")
            : NumberConditions.comparison(Comparison.EQ, text, beginning);
      }
    };
  }
}
