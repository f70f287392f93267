package dev.checkpoint4j.spi;

import dev.checkpoint4j.internal.query.PathChecker;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.Objects;

/**
 * What a reader is asked for.
 *
 * @param binding builds the results; its {@link RecordBinding#columnsRead} are the projection
 * @param filter which rows are wanted; it may name columns that the binding does not
 * @param limit how many results at most; {@link Long#MAX_VALUE} for all
 * @param <T> the type of the results
 */
public record ReadPlan<T>(RecordBinding<T> binding, Filter filter, long limit) {
  /** Refuses nulls. */
  public ReadPlan {
    Objects.requireNonNull(binding, "binding");
    Objects.requireNonNull(filter, "filter");
  }

  /**
   * Checks the columns that {@link RecordBinding#ofColumns} selects against those that are stored.
   *
   * @param stored the schema recorded at the save; nothing is checked where there is none
   * @throws dev.checkpoint4j.InvalidQueryException naming a column that is not there, and the
   *     nearest one
   */
  public void checkColumns(RecordSchema stored) {
    if (binding.isOpen() && !stored.columns().isEmpty()) {
      for (String column : binding.columnsRead()) {
        if (stored.indexOf(column) < 0) {
          throw PathChecker.unknownColumn(column, stored.names());
        }
      }
    }
  }

  /** All rows. */
  public static <T> ReadPlan<T> all(RecordBinding<T> binding) {
    return new ReadPlan<>(binding, Filter.all(), Long.MAX_VALUE);
  }
}
