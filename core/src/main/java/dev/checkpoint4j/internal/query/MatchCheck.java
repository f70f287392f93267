package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.query.Filter.Match;

/** A string matched with a text. */
final class MatchCheck extends ValueCheck {
  private final Match match;
  private final String text;
  private final FoldedText folded;
  private final boolean ignoreCase;

  MatchCheck(Match match, String text, boolean ignoreCase) {
    this.match = match;
    this.text = text;
    this.folded = new FoldedText(text);
    this.ignoreCase = ignoreCase;
  }

  @Override
  int test(Object value) {
    String string = TextCheck.textOf(value);
    if (string == null) {
      return Kleene.UNKNOWN;
    }
    return Kleene.of(ignoreCase ? foldedMatch(string) : exactMatch(string));
  }

  private boolean exactMatch(String string) {
    return switch (match) {
      case CONTAINS -> string.contains(text);
      case STARTS_WITH -> string.startsWith(text);
      case EQUALS -> string.equals(text);
    };
  }

  private boolean foldedMatch(String string) {
    return switch (match) {
      case CONTAINS -> folded.isIn(string);
      case STARTS_WITH -> folded.begins(string);
      case EQUALS -> folded.equalTo(string);
    };
  }
}
