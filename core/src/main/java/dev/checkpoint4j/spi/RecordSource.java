package dev.checkpoint4j.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a {@link ReadPlan} over one version of a checkpoint, which stays the same while
 * another is saved. Used by one thread at a time.
 *
 * @param <T> the type of the results
 */
public interface RecordSource<T> extends AutoCloseable {
  /**
   * The next results in stored order; null after the last. A batch is small enough to be held in
   * memory and may be empty.
   */
  @Nullable List<T> nextBatch();

  /**
   * All that are left. A backend overrides it where reading in bulk is faster than batch by batch.
   */
  default List<T> readAll() {
    List<T> all = new ArrayList<>();
    for (List<T> batch = nextBatch(); batch != null; batch = nextBatch()) {
      all.addAll(batch);
    }
    return all;
  }

  /** How many are left. A backend overrides it where it can tell without building them. */
  default long count() {
    long count = 0;
    for (List<T> batch = nextBatch(); batch != null; batch = nextBatch()) {
      count += batch.size();
    }
    return count;
  }

  /**
   * How the results are found, for people: what is read, what is skipped and why. Reads no results.
   * A backend overrides it to tell the truth about itself.
   */
  default List<String> explain() {
    return List.of("rows: reads them all and tests the filter on each");
  }

  @Override
  void close();
}
