package dev.checkpoint4j;

import dev.checkpoint4j.query.Filter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A query over one checkpoint. Immutable and thread-safe: each step returns a new query, and each
 * of {@link #toList}, {@link #stream} and {@link #count} runs it again.
 *
 * <pre>{@code
 * List<ConversationSummary> concerns =
 *     checkpoints
 *         .query("summaries", ConversationSummary.class)
 *         .where(field("concerning_score").ge(4).and(field("user_frustration").ge(3)))
 *         .toList();
 * }</pre>
 *
 * <p>A checkpoint that does not exist has no rows. {@link CorruptCheckpointException} and {@link
 * InvalidQueryException} are thrown when the query runs.
 *
 * @param <T> the type of the results
 */
public interface CheckpointQuery<T> {
  /** Keeps the rows for which {@code filter} is true; several calls are joined by <i>and</i>. */
  CheckpointQuery<T> where(Filter filter);

  /**
   * Keeps the rows for which the filter written as text is true, such as {@code "concerning_score
   * >= 4 and topic contains 'python'"}.
   *
   * @throws InvalidQueryException if the text cannot be parsed; the message gives the position
   */
  CheckpointQuery<T> where(String filter);

  /**
   * Turns the results into maps that hold these columns alone, in this order. Columns not named
   * here or in the filter are not read where the format allows it. Nested paths ({@code
   * metadata.model}) become keys as written.
   *
   * @throws IllegalArgumentException if no column or the same one twice is named
   */
  CheckpointQuery<Map<String, Object>> select(String... columns);

  /**
   * Ends after so many results.
   *
   * @param maxRows 0 or more
   * @throws IllegalArgumentException if negative
   */
  CheckpointQuery<T> limit(long maxRows);

  /** Runs the query; the results are in stored order, in an unmodifiable list. */
  List<T> toList();

  /** Runs the query lazily, in bounded memory. The caller closes the stream. */
  Stream<T> stream();

  /** Runs the query and counts its results without building them. */
  long count();

  /**
   * Tells, in a few lines for people, how the query would run on what is stored now: the columns
   * that are read, and what is skipped because it cannot hold a result. The words may change from
   * one version to the next. No rows are read.
   */
  String explain();
}
