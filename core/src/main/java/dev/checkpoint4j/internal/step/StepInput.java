package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.StepBuilder;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.internal.reuse.Reuser;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.Objects;
import java.util.function.Function;

/** A step's inputs, and where it runs. */
record StepInput<I>(
    Backend backend,
    Reuser reuser,
    CheckpointName name,
    Iterable<? extends I> inputs,
    Function<? super I, ?> keyOf)
    implements StepBuilder.WithInput<I> {
  StepInput {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(keyOf, "keyOf");
  }

  @Override
  public <O> StepBuilder.WithOutput<I, O> output(TypeRef<O> type) {
    return new StepPlan<>(this, Objects.requireNonNull(type, "type"));
  }
}
