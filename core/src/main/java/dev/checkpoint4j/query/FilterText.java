package dev.checkpoint4j.query;

/** The query language as text. */
final class FilterText {
  private FilterText() {}

  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }

  static String print(Filter filter) {
    return FilterPrinter.print(filter);
  }
}
