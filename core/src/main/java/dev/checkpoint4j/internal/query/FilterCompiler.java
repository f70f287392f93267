package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;

/** Checks a filter against the columns and prepares it for evaluation. */
public final class FilterCompiler {
  /** How deep conditions may be nested, in a textual filter and in one built in Java. */
  public static final int MAX_DEPTH = 200;

  private final PathChecker paths;

  private FilterCompiler(PathChecker paths) {
    this.paths = paths;
  }

  /**
   * The prepared filter.
   *
   * @param open whether rows may have columns that the schema does not name
   * @throws InvalidQueryException if the filter cannot mean anything
   */
  public static Node compile(Filter filter, RecordSchema schema, boolean open) {
    return new FilterCompiler(new PathChecker(schema, open)).node(filter, 1);
  }

  private Node node(Filter filter, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidQueryException(
          "The filter is nested more than "
              + MAX_DEPTH
              + " levels deep; join conditions side by side, or use in (…)");
    }
    if (filter instanceof Filter.And and) {
      return new Node.And(nodes(and.filters(), depth));
    }
    if (filter instanceof Filter.Or or) {
      return new Node.Or(nodes(or.filters(), depth));
    }
    if (filter instanceof Filter.Not not) {
      return new Node.Not(node(not.filter(), depth + 1));
    }
    return condition(filter);
  }

  private Node[] nodes(List<Filter> filters, int depth) {
    Node[] nodes = new Node[filters.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node(filters.get(i), depth + 1);
    }
    return nodes;
  }

  private Node condition(Filter filter) {
    if (filter instanceof Filter.Compare c) {
      ColumnType type = typeAt(c.path());
      return value(c.path(), CheckCompiler.comparison(c.path(), type, c.comparison(), c.value()));
    }
    if (filter instanceof Filter.In in) {
      return in(in);
    }
    if (filter instanceof Filter.IsNull isNull) {
      typeAt(isNull.path());
      return new Node.Missing(new RowPath(ColumnPath.parse(isNull.path())));
    }
    if (filter instanceof Filter.StringMatch match) {
      expect(
          match.path(),
          Kind.STRING,
          match.match().word() + " looks into strings (has looks into lists)");
      return value(match.path(), new MatchCheck(match.match(), match.text(), match.ignoreCase()));
    }
    if (filter instanceof Filter.ListSize size) {
      expect(size.path(), Kind.LIST, "size(…) counts the elements of lists");
      return value(size.path(), new ListSizeCheck(size.comparison(), size.size()));
    }
    return has((Filter.ListContains) filter);
  }

  private Node in(Filter.In in) {
    ColumnType type = typeAt(in.path());
    if (in.values().isEmpty()) {
      return new Node.Or(new Node[0]);
    }
    List<ValueCheck> checks = new ArrayList<>();
    for (Object constant : in.values()) {
      checks.add(CheckCompiler.comparison(in.path(), type, Comparison.EQ, constant));
    }
    return value(in.path(), new AnyOfCheck(in.values(), checks));
  }

  private Node has(Filter.ListContains has) {
    ColumnType type =
        expect(has.path(), Kind.LIST, "has looks into lists (contains looks into strings)");
    ColumnType element = type.kind() == Kind.LIST ? type.element().get(0).type() : type;
    ValueCheck check =
        CheckCompiler.comparison(has.path() + " (an element)", element, Comparison.EQ, has.value());
    return value(has.path(), new ListHasCheck(check));
  }

  private static Node value(String path, ValueCheck check) {
    return new Node.Value(new RowPath(ColumnPath.parse(path)), check);
  }

  private ColumnType typeAt(String path) {
    return paths.typeAt(ColumnPath.parse(path));
  }

  private ColumnType expect(String path, Kind kind, String why) {
    ColumnType type = typeAt(path);
    if (type.kind() != kind && type.kind() != Kind.JSON) {
      throw new InvalidQueryException(
          "The filter looks at column " + path + ", which is " + type + ", but " + why);
    }
    return type;
  }
}
