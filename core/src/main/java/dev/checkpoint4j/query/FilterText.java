package dev.checkpoint4j.query;

/** The query language as text. */
final class FilterText {
  private FilterText() {}

  static Filter parse(String text) {
    throw new IllegalStateException("replaced by the query helper");
  }

  static String print(Filter filter) {
    throw new IllegalStateException("replaced by the query helper");
  }
}
