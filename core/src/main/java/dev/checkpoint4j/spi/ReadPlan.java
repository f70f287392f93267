package dev.checkpoint4j.spi;

import dev.checkpoint4j.query.Filter;
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

  /** All rows. */
  public static <T> ReadPlan<T> all(RecordBinding<T> binding) {
    return new ReadPlan<>(binding, Filter.all(), Long.MAX_VALUE);
  }
}
