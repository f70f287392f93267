package dev.checkpoint4j.query;

import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.internal.query.FilterCompiler;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.query.Filter.Match;
import dev.checkpoint4j.query.FilterScanner.Kind;
import dev.checkpoint4j.query.FilterScanner.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a textual filter by recursive descent, to a bounded depth. */
final class FilterParser {
  /** How long a textual filter may be, in characters. */
  static final int MAX_LENGTH = 1 << 20;

  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "in", "is", "null", "true", "false", "has");
  private static final String OPERATORS =
      "=, !=, <, <=, >, >=, in, not in, is null, is not null, contains, icontains, startsWith,"
          + " istartsWith, equals, iequals or has";

  private final FilterScanner scanner;
  private final FilterLiterals literals;
  private Token token;
  private int depth;

  FilterParser(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidQueryException(
          "The text of a filter must have at most "
              + MAX_LENGTH
              + " characters but had "
              + text.length()
              + "; build it in Java instead");
    }
    this.scanner = new FilterScanner(text);
    this.token = scanner.next();
    this.literals = new FilterLiterals(scanner);
  }

  /** Whether a name is a word of the language that cannot be a column without back-quotes. */
  static boolean isReserved(String name) {
    return RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }

  Filter parse() {
    Filter filter = or();
    if (token.kind() != Kind.END) {
      throw expected("and, or, or the end");
    }
    return filter;
  }

  private Filter or() {
    return joined("or", this::and, Filter.Or::new);
  }

  private Filter and() {
    return joined("and", this::not, Filter.And::new);
  }

  private Filter joined(String word, Supplier<Filter> part, Function<List<Filter>, Filter> join) {
    Filter first = part.get();
    if (!token.isWord(word)) {
      return first;
    }
    List<Filter> parts = new ArrayList<>(List.of(first));
    while (takeWord(word)) {
      parts.add(part.get());
    }
    return join.apply(parts);
  }

  private Filter not() {
    if (!token.isWord("not")) {
      return primary();
    }
    deeper();
    advance();
    Filter filter = not().not();
    depth--;
    return filter;
  }

  private Filter primary() {
    if (token.isSymbol("(")) {
      deeper();
      advance();
      Filter filter = or();
      takeSymbol(")", "and, or, or )");
      depth--;
      return filter;
    }
    if (takeWord("true")) {
      return Filter.all();
    }
    if (takeWord("false")) {
      return new Filter.Or(List.of());
    }
    if (token.kind() != Kind.NAME || (token.bare() && isReserved(token.text()))) {
      throw expected("a column (a name, in `back-quotes` if it is a keyword), not, or (");
    }
    Token name = advance();
    if (name.bare() && token.isSymbol("(")) {
      return call(name);
    }
    return condition(ColumnPath.print(name.names()));
  }

  private Filter call(Token name) {
    if (name.isWord("size")) {
      return size();
    }
    if (name.isWord("all")) {
      return new Filter.And(list(this::or));
    }
    if (name.isWord("any")) {
      return new Filter.Or(list(this::or));
    }
    throw scanner.error(
        name.start(), "there is no function \"" + name.text() + "\"; expected size, all or any");
  }

  private Filter size() {
    advance();
    if (token.kind() != Kind.NAME) {
      throw expected("the column of a list");
    }
    String path = ColumnPath.print(advance().names());
    takeSymbol(")", ")");
    Comparison comparison = comparison();
    if (comparison == null) {
      throw expected("=, !=, <, <=, > or >=");
    }
    Token number = token;
    if (number.kind() == Kind.NUMBER && literals.number(advance()) instanceof Long size) {
      return new Filter.ListSize(path, comparison, size);
    }
    throw scanner.error(number.start(), "expected a whole number of elements");
  }

  private Filter condition(String path) {
    Comparison comparison = comparison();
    if (comparison != null) {
      return new Filter.Compare(path, comparison, constant());
    }
    if (takeWord("is")) {
      boolean negated = takeWord("not");
      if (!takeWord("null")) {
        throw expected(negated ? "null" : "null or not null");
      }
      return negated ? new Filter.IsNull(path).not() : new Filter.IsNull(path);
    }
    boolean negated = takeWord("not");
    Filter filter = wordCondition(path);
    return negated ? filter.not() : filter;
  }

  private Filter wordCondition(String path) {
    if (takeWord("in")) {
      if (!token.isSymbol("(")) {
        throw expected("(");
      }
      return new Filter.In(path, list(this::constant));
    }
    if (takeWord("has")) {
      return new Filter.ListContains(path, constant());
    }
    if (takeWord("contains")) {
      return match(path, Match.CONTAINS, false);
    }
    if (takeWord("icontains")) {
      return match(path, Match.CONTAINS, true);
    }
    if (takeWord("equals")) {
      return match(path, Match.EQUALS, false);
    }
    if (takeWord("iequals")) {
      return match(path, Match.EQUALS, true);
    }
    if (takeStarts("")) {
      return match(path, Match.STARTS_WITH, false);
    }
    if (takeStarts("i")) {
      return match(path, Match.STARTS_WITH, true);
    }
    throw expected(OPERATORS);
  }

  private boolean takeStarts(String prefix) {
    if (takeWord(prefix + "startsWith")) {
      return true;
    }
    if (!takeWord(prefix + "starts")) {
      return false;
    }
    if (!takeWord("with")) {
      throw expected("with");
    }
    return true;
  }

  private Filter match(String path, Match match, boolean ignoreCase) {
    if (token.kind() != Kind.STRING) {
      throw expected("a string in quotes");
    }
    return new Filter.StringMatch(path, match, advance().text(), ignoreCase);
  }

  private @Nullable Comparison comparison() {
    Comparison found = token.kind() == Kind.SYMBOL ? symbolic(token.text()) : null;
    if (found != null) {
      advance();
    }
    return found;
  }

  private static @Nullable Comparison symbolic(String symbol) {
    return switch (symbol) {
      case "=", "==" -> Comparison.EQ;
      case "!=", "<>" -> Comparison.NE;
      case "<" -> Comparison.LT;
      case "<=" -> Comparison.LE;
      case ">" -> Comparison.GT;
      case ">=" -> Comparison.GE;
      default -> null;
    };
  }

  /** What stands in parentheses, between commas; maybe nothing. */
  private <T> List<T> list(Supplier<T> element) {
    deeper();
    advance();
    List<T> list = new ArrayList<>();
    if (!token.isSymbol(")")) {
      list.add(element.get());
      while (token.isSymbol(",")) {
        advance();
        list.add(element.get());
      }
    }
    takeSymbol(")", ", or )");
    depth--;
    return list;
  }

  private Object constant() {
    Token first = token;
    if (first.kind() == Kind.STRING) {
      return advance().text();
    }
    if (first.kind() == Kind.NUMBER) {
      return literals.number(advance());
    }
    if (takeWord("true")) {
      return true;
    }
    if (takeWord("false")) {
      return false;
    }
    if (takeWord("nan")) {
      return Double.NaN;
    }
    if (takeWord("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    if (token.isWord("null")) {
      throw scanner.error(first.start(), "nothing compares with null; use is null or is not null");
    }
    if (first.bare()) {
      advance();
      if (token.kind() == Kind.STRING && literals.isPrefix(first.text())) {
        return literals.typed(first, advance());
      }
    }
    throw scanner.error(
        first.start(),
        "expected a value (a number, a string in quotes, true or false) but found " + shown(first));
  }

  private void deeper() {
    if (++depth > FilterCompiler.MAX_DEPTH) {
      throw scanner.error(
          token.start(), "nested more than " + FilterCompiler.MAX_DEPTH + " levels deep");
    }
  }

  private Token advance() {
    Token taken = token;
    token = scanner.next();
    return taken;
  }

  private boolean takeWord(String word) {
    boolean there = token.isWord(word);
    if (there) {
      advance();
    }
    return there;
  }

  private void takeSymbol(String symbol, String expected) {
    if (!token.isSymbol(symbol)) {
      throw expected(expected);
    }
    advance();
  }

  private InvalidQueryException expected(String what) {
    return scanner.error(token.start(), "expected " + what + " but found " + shown(token));
  }

  private static String shown(Token found) {
    return switch (found.kind()) {
      case END -> "the end";
      case STRING -> "a string";
      case NUMBER -> "a number";
      default -> "\"" + found.text() + "\"";
    };
  }
}
