package dev.checkpoint4j.sql;

import java.util.List;

/**
 * A filter in SQL, from both sides, since a filter may also be unknown.
 *
 * @param whenTrue holds for each row for which the filter is true, perhaps for others
 * @param whenFalse holds for each row for which it is false, perhaps for others
 * @param exact whether neither holds for others
 */
record TwoSided(Sql whenTrue, Sql whenFalse, boolean exact) {
  /** Says nothing: every row has to be looked at. */
  static final TwoSided UNKNOWN = new TwoSided(Sql.ALWAYS, Sql.ALWAYS, false);

  static TwoSided isNull(String column) {
    return new TwoSided(Sql.of(column + " is null"), Sql.of(column + " is not null"), true);
  }

  /** The opposite. */
  TwoSided not() {
    return new TwoSided(whenFalse, whenTrue, exact);
  }

  /** The same, but rows of which this holds have to be looked at in any case. */
  TwoSided orAlways(String rows) {
    return new TwoSided(
        Sql.or(List.of(Sql.of(rows), whenTrue)), Sql.or(List.of(Sql.of(rows), whenFalse)), false);
  }
}
