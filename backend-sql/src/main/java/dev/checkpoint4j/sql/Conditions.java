package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns filters into SQL. What a database cannot decide, or not with core's meaning, is left out:
 * the SQL then holds for more rows, and core's own evaluation decides about those.
 */
final class Conditions {
  /** The longest {@code in (…)} that is handed to a database. */
  static final int MAX_VALUES = 500;

  private final Function<Filter, @Nullable TwoSided> leaves;

  /**
   * @param leaves what a single condition becomes; null if the database is not asked
   */
  Conditions(Function<Filter, @Nullable TwoSided> leaves) {
    this.leaves = leaves;
  }

  TwoSided of(Filter filter) {
    if (filter instanceof Filter.And and) {
      return all(and.filters());
    }
    if (filter instanceof Filter.Or or) {
      List<Filter> opposites = new ArrayList<>();
      or.filters().forEach(f -> opposites.add(new Filter.Not(f)));
      return all(opposites).not();
    }
    if (filter instanceof Filter.Not not) {
      return of(not.filter()).not();
    }
    TwoSided leaf = leaves.apply(filter);
    return leaf == null ? TwoSided.UNKNOWN : leaf;
  }

  private TwoSided all(List<Filter> filters) {
    List<Sql> whenTrue = new ArrayList<>();
    List<Sql> whenFalse = new ArrayList<>();
    boolean exact = true;
    for (Filter filter : filters) {
      TwoSided part = of(filter);
      whenTrue.add(part.whenTrue());
      whenFalse.add(part.whenFalse());
      exact &= part.exact();
    }
    return new TwoSided(Sql.and(whenTrue), Sql.or(whenFalse), exact);
  }
}
