package dev.checkpoint4j;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes a whole step: a function from each input to one record. What was computed from the same
 * input with the same parameters is never computed again, be it by a run that was killed or by one
 * that was completed; everything else is. Descriptions are not thread-safe.
 *
 * <pre>{@code
 * List<ConversationSummary> summaries =
 *     checkpoints
 *         .step("summaries")
 *         .input(conversations, Conversation::chatId)
 *         .output(ConversationSummary.class)
 *         .param("model", model)
 *         .param("prompt", prompt)
 *         .flushEvery(50, Duration.ofSeconds(5))
 *         .map(this::summarise)
 *         .records();
 * }</pre>
 */
public interface StepBuilder {
  /**
   * The inputs, which are run through twice and must be the same each time.
   *
   * @param keyOf what tells an input from all others
   */
  <I> WithInput<I> input(Iterable<? extends I> inputs, Function<? super I, ?> keyOf);

  /**
   * A step whose inputs are known.
   *
   * @param <I> the type of the inputs
   */
  interface WithInput<I> {
    /** The type of the records. Its columns are part of the fingerprint. */
    <O> WithOutput<I, O> output(TypeRef<O> type);

    /** As {@link #output(TypeRef)}. */
    default <O> WithOutput<I, O> output(Class<O> type) {
      return output(TypeRef.of(type));
    }
  }

  /**
   * A step that is ready to run.
   *
   * @param <I> the type of the inputs
   * @param <O> the type of the records
   */
  interface WithOutput<I, O> {
    /** The version of the step's code; changing it makes all rows stale. */
    WithOutput<I, O> version(String version);

    /** A parameter on which every row depends. */
    WithOutput<I, O> param(String name, @Nullable Object value);

    /** A step before this one on which every row depends beside its own input. */
    WithOutput<I, O> upstream(String name, Fingerprint fingerprint);

    /** When rows become durable; {@link FlushPolicy#DEFAULTS} if not given. */
    WithOutput<I, O> flushEvery(int rows, Duration time);

    /** How many rows are computed at once, 1 to 1,000; 1 if not given. */
    WithOutput<I, O> threads(int threads);

    /** When failures stop the step; {@link FailurePolicy#STOP_AT_FIRST} if not given. */
    WithOutput<I, O> onFailure(FailurePolicy policy);

    /**
     * How often a row is tried again before it has failed; never if not given.
     *
     * @param backOff the pause before the second attempt; each further one is twice as long
     */
    WithOutput<I, O> retries(int retries, Duration backOff);

    /** Whether what is there may be taken; {@link Reuse#REUSE} if not given. */
    WithOutput<I, O> reuse(Reuse reuse);

    /**
     * Computes the rows alone that an earlier run recorded as failed, with the same parameters.
     * Rows that were never tried stay missing. The step is completed only if every row is there
     * then; otherwise the checkpoint stays as it is, what was computed is kept for the next run,
     * {@link StepReport#completed} is false and {@link StepResult#records} is refused. A disabled
     * manager, which records nothing, computes everything.
     *
     * <pre>{@code
     * StepReport report =
     *     checkpoints
     *         .step("summaries")
     *         .input(conversations, Conversation::chatId)
     *         .output(ConversationSummary.class)
     *         .param("model", model)
     *         .onFailure(FailurePolicy.GO_ON)
     *         .onlyFailures()
     *         .map(this::summarise)
     *         .report();
     * }</pre>
     *
     * <p>{@link #map} then throws an {@link IllegalArgumentException} if {@link #reuse} is {@link
     * Reuse#RECOMPUTE} or {@link Reuse#REFRESH}, which forget what failed, and an {@link
     * IllegalStateException} if what is recorded is of other parameters.
     */
    WithOutput<I, O> onlyFailures();

    /** How long to wait while somebody else runs the step; for ever if not given. */
    WithOutput<I, O> waitFor(Duration wait);

    /** The fingerprint of the whole step, its inputs included. */
    Fingerprint fingerprint();

    /** Why the step would take what is there or run. */
    Explanation explain();

    /**
     * Runs the step: computes what is missing and makes the rows the checkpoint, in the order of
     * the inputs.
     *
     * @throws IllegalArgumentException if two inputs have the same key, or one has none
     * @throws StepFailedException if rows cannot be computed, as {@link #onFailure} says
     * @throws StepBusyException if somebody else runs it for too long
     * @throws MissException if something is missing and {@link Reuse#READ_ONLY} forbids to compute
     */
    StepResult<O> map(Mapping<? super I, ? extends O> mapping);
  }

  /**
   * Computes the record of one input.
   *
   * @param <I> the type of the input
   * @param <O> the type of the record
   */
  @FunctionalInterface
  interface Mapping<I, O> {
    /** The record, never null. */
    O apply(I input) throws Exception;
  }
}
