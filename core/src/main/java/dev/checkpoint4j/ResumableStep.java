package dev.checkpoint4j;

import java.util.List;

/**
 * A step whose rows are kept while it runs, so that after a kill the next run computes only what is
 * missing. Rows are known by their keys, not by their places: the inputs may come in another order,
 * and more or fewer of them. Rows that are flushed survive a kill and a power cut. Thread-safe.
 *
 * <p>{@link #complete} makes the rows whose keys this run asked for or added the checkpoint, in the
 * order in which they were first named. While a step is open, whoever else opens it waits.
 *
 * <pre>{@code
 * try (ResumableStep<ConversationSummary> step =
 *     checkpoints.resume("summaries", ConversationSummary.class, ConversationSummary::chatId)) {
 *   for (Conversation c : conversations) {
 *     if (!step.contains(c.chatId())) {
 *       step.add(summarise(c));
 *     }
 *   }
 *   step.complete();
 * }
 * }</pre>
 *
 * @param <T> the record type
 */
public interface ResumableStep<T> extends AutoCloseable {
  /**
   * Whether the row of this key is there, from this run, from one that was killed, or from the
   * checkpoint itself.
   *
   * @param key of the same kind as the keys of the records
   * @throws IllegalArgumentException if the key is null
   */
  boolean contains(Object key);

  /**
   * Whether the row of this key was tried, in this run or an earlier one, failed, and is still
   * missing. With it a loop tries the failed rows alone:
   *
   * <pre>{@code
   * for (Conversation c : conversations) {
   *   if (!step.contains(c.chatId()) && step.hasFailed(c.chatId())) {
   *     step.add(summarise(c));
   *   }
   * }
   * }</pre>
   *
   * <p>{@link #complete} would leave out what is still missing; {@link #close} without it keeps all
   * for the next run.
   *
   * @throws IllegalArgumentException if the key is null
   */
  boolean hasFailed(Object key);

  /**
   * Adds a row. It is flushed with others, by the {@link FlushPolicy}; what fails in the background
   * is thrown by the next call. The record must not be changed from now on.
   *
   * @throws IllegalArgumentException if its key is null or there already
   */
  void add(T record);

  /**
   * Keeps note of a row that could not be computed. It is never a result, and the next run asks for
   * it again.
   */
  void fail(Object key, Throwable cause);

  /** The rows that could not be computed so far, in this run and in earlier ones. */
  List<StepFailure> failures();

  /** Makes all rows durable now. */
  void flush();

  /**
   * Makes the rows the checkpoint, whole, in one atomic step; once. If nothing differs from the
   * checkpoint that is there, nothing is written.
   */
  StepReport complete();

  /** Flushes, and lets others open the step; what is there is kept for the next run. */
  @Override
  void close();
}
