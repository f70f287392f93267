package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.Explanation;
import dev.checkpoint4j.FailurePolicy;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.Reuse;
import dev.checkpoint4j.StepBuilder;
import dev.checkpoint4j.StepResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.internal.reuse.Parts;
import dev.checkpoint4j.internal.reuse.Reuser;
import dev.checkpoint4j.internal.reuse.RowDigests;
import dev.checkpoint4j.spi.RecordBinding;
import java.time.Duration;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that a step needs to know before it runs. */
final class StepPlan<I, O> implements StepBuilder.WithOutput<I, O> {
  private static final int MAX_THREADS = 1_000;

  final StepInput<I> input;
  final RecordBinding<O> binding;
  private Parts parts;
  FlushPolicy flush = FlushPolicy.DEFAULTS;
  FailurePolicy policy = FailurePolicy.STOP_AT_FIRST;
  Reuse reuse = Reuse.REUSE;
  Duration wait = Reuser.FOR_EVER;
  Duration backOff = Duration.ZERO;
  int threads = 1;
  int retries;
  boolean onlyFailures;

  StepPlan(StepInput<I> input, TypeRef<O> type) {
    this.input = input;
    this.binding = RecordBinding.of(type);
    this.parts = Parts.NONE.withSchema("output", type);
  }

  @Override
  public StepPlan<I, O> version(String version) {
    parts = parts.withValue("version", Objects.requireNonNull(version, "version"));
    return this;
  }

  @Override
  public StepPlan<I, O> param(String name, @Nullable Object value) {
    parts = parts.withValue("param " + name, value);
    return this;
  }

  @Override
  public StepPlan<I, O> upstream(String name, Fingerprint fingerprint) {
    parts = parts.withDigest("upstream " + name, fingerprint.hash());
    return this;
  }

  @Override
  public StepPlan<I, O> flushEvery(int rows, Duration time) {
    flush = new FlushPolicy(rows, time);
    return this;
  }

  @Override
  public StepPlan<I, O> threads(int number) {
    threads = inRange("threads", number, 1, MAX_THREADS);
    return this;
  }

  private static int inRange(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          option + " must be from " + min + " to " + max + " but was " + value);
    }
    return value;
  }

  @Override
  public StepPlan<I, O> onFailure(FailurePolicy chosen) {
    policy = Objects.requireNonNull(chosen, "policy");
    return this;
  }

  @Override
  public StepPlan<I, O> retries(int number, Duration pause) {
    retries = inRange("retries", number, 0, 100);
    if (pause.isNegative()) {
      throw new IllegalArgumentException("backOff must not be negative but was " + pause);
    }
    backOff = pause;
    return this;
  }

  @Override
  public StepPlan<I, O> reuse(Reuse chosen) {
    reuse = Objects.requireNonNull(chosen, "reuse");
    return this;
  }

  @Override
  public StepPlan<I, O> onlyFailures() {
    onlyFailures = true;
    return this;
  }

  @Override
  public StepPlan<I, O> waitFor(Duration longest) {
    wait = Objects.requireNonNull(longest, "wait");
    return this;
  }

  /** What every row depends on beside its own input. */
  String identity() {
    return parts.hash();
  }

  /** The fingerprint of these inputs; all of them if the set is null. */
  Fingerprint fingerprint(InputKeys keys, @Nullable BitSet rows) {
    RowDigests.Collector collector = new RowDigests.Collector();
    for (int row = 0; row < keys.size(); row++) {
      if (rows == null || rows.get(row)) {
        collector.add(keys.hi(row), keys.lo(row), keys.content(row), keys.content2(row));
      }
    }
    return Fingerprint.ofJson(parts.withRows(Fingerprint.INPUTS, collector).toJson());
  }

  @Override
  public Fingerprint fingerprint() {
    return fingerprint(InputKeys.of(input), null);
  }

  @Override
  public Explanation explain() {
    return input.reuser().explain(input.name(), fingerprint());
  }

  @Override
  public StepResult<O> map(StepBuilder.Mapping<? super I, ? extends O> mapping) {
    if (onlyFailures && (reuse == Reuse.RECOMPUTE || reuse == Reuse.REFRESH)) {
      throw new IllegalArgumentException(
          "onlyFailures() takes what an earlier run left, which reuse must not forget, but it was "
              + reuse);
    }
    return new StepRun<>(this, Objects.requireNonNull(mapping, "mapping")).run();
  }
}
