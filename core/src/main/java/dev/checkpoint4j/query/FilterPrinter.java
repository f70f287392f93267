package dev.checkpoint4j.query;

import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.internal.query.Constants;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a filter as text that {@link FilterParser} reads back to an equal one. It keeps a list of
 * what is still to be written in place of recursion, so that no filter is nested too deep for it.
 */
final class FilterPrinter {
  private final StringBuilder out = new StringBuilder();

  /** Texts and filters, the next one first. */
  private final Deque<Object> pending = new ArrayDeque<>();

  private FilterPrinter() {}

  static String print(Filter filter) {
    FilterPrinter printer = new FilterPrinter();
    printer.pending.push(filter);
    while (!printer.pending.isEmpty()) {
      Object next = printer.pending.pop();
      if (next instanceof Filter part) {
        printer.expand(part);
      } else {
        printer.out.append(next);
      }
    }
    return printer.out.toString();
  }

  private void expand(Filter filter) {
    if (filter instanceof Filter.And and) {
      join(and.filters(), "true", "all", " and ");
    } else if (filter instanceof Filter.Or or) {
      join(or.filters(), "false", "any", " or ");
    } else if (filter instanceof Filter.Not not) {
      not(not.filter());
    } else {
      out.append(condition(filter, ""));
    }
  }

  private void join(List<Filter> filters, String none, String one, String separator) {
    if (filters.isEmpty()) {
      out.append(none);
    } else if (filters.size() == 1) {
      out.append(one).append('(');
      pending.push(")");
      pending.push(filters.get(0));
    } else {
      for (int i = filters.size() - 1; i >= 0; i--) {
        operand(filters.get(i));
        if (i > 0) {
          pending.push(separator);
        }
      }
    }
  }

  private void operand(Filter filter) {
    boolean joined =
        (filter instanceof Filter.And and && and.filters().size() > 1)
            || (filter instanceof Filter.Or or && or.filters().size() > 1);
    pending.push(joined ? ")" : "");
    pending.push(filter);
    pending.push(joined ? "(" : "");
  }

  private void not(Filter filter) {
    if (filter instanceof Filter.IsNull || filter instanceof Filter.In) {
      out.append(condition(filter, "not "));
    } else {
      out.append("not (");
      pending.push(")");
      pending.push(filter);
    }
  }

  private static String condition(Filter filter, String not) {
    if (filter instanceof Filter.Compare c) {
      return path(c.path()) + " " + c.comparison().symbol() + " " + Constants.print(c.value());
    }
    if (filter instanceof Filter.In in) {
      String values =
          in.values().stream().map(Constants::print).collect(Collectors.joining(", ", "(", ")"));
      return path(in.path()) + " " + not + "in " + values;
    }
    if (filter instanceof Filter.IsNull isNull) {
      return path(isNull.path()) + " is " + not + "null";
    }
    if (filter instanceof Filter.StringMatch m) {
      String word = (m.ignoreCase() ? "i" : "") + m.match().word();
      return path(m.path()) + " " + word + " " + Constants.quote(m.text());
    }
    if (filter instanceof Filter.ListSize s) {
      return "size(" + path(s.path()) + ") " + s.comparison().symbol() + " " + s.size();
    }
    Filter.ListContains has = (Filter.ListContains) filter;
    return path(has.path()) + " has " + Constants.print(has.value());
  }

  private static String path(String path) {
    return ColumnPath.parse(path).stream()
        .map(FilterPrinter::name)
        .collect(Collectors.joining("."));
  }

  private static String name(String name) {
    return FilterScanner.isBareName(name) && !FilterParser.isReserved(name)
        ? name
        : "`" + name.replace("`", "``") + "`";
  }
}
