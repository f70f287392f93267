package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.FailurePolicy;
import dev.checkpoint4j.MissException;
import dev.checkpoint4j.Reuse;
import dev.checkpoint4j.StepBuilder;
import dev.checkpoint4j.StepBuilder.WithOutput;
import dev.checkpoint4j.StepFailedException;
import dev.checkpoint4j.StepResult;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole step: from inputs to a checkpoint, each row computed once. */
abstract class StepContract extends ContractPart {
  /** An input. */
  record Input(String id, int value) {}

  private final AtomicInteger computed = new AtomicInteger();

  StepContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void needsSteps() {
    needs(Capability.RESUMABLE_STEPS);
    needs(Capability.FINGERPRINTS);
  }

  private static List<Input> inputs(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Input("id-" + i, i)).toList();
  }

  private WithOutput<Input, Item> step(CheckpointManager store, List<Input> inputs) {
    return store
        .step(NAME)
        .input(inputs, Input::id)
        .output(Item.class)
        .param("model", "small")
        .flushEvery(5, Duration.ofHours(1));
  }

  private Item compute(Input input) {
    computed.incrementAndGet();
    return Samples.item(1, input.value());
  }

  private static List<Item> results(List<Input> inputs) {
    return inputs.stream().map(input -> Samples.item(1, input.value())).toList();
  }

  private void assertRun(StepResult<Item> result, List<Input> inputs, int expected) {
    assertThat(result.report().computed()).isEqualTo(expected);
    assertThat(computed.getAndSet(0)).isEqualTo(expected);
    assertThat(result.report().reused()).isEqualTo(inputs.size() - expected);
    assertThat(result.records()).isEqualTo(results(inputs));
    assertThat(manager.load(NAME, Item.class)).contains(results(inputs));
    assertThat(manager.info(NAME).orElseThrow().fingerprint())
        .contains(result.fingerprint().hash());
  }

  @Test
  void aSecondRunComputesNothing() {
    List<Input> inputs = inputs(23);
    assertRun(step(manager, inputs).map(this::compute), inputs, 23);
    assertRun(step(openAgain(), inputs).map(this::compute), inputs, 0);
    assertThat(step(manager, inputs).explain().hit()).isTrue();
  }

  @Test
  void onlyNewAndChangedInputsAreComputed() {
    List<Input> inputs = new ArrayList<>(inputs(30));
    step(manager, inputs).map(this::compute);
    computed.set(0);
    inputs.set(7, new Input("id-7", 1_000));
    inputs.addAll(List.of(new Input("x", 50), new Input("y", 51)));
    inputs.remove(0);
    assertThat(step(manager, inputs).explain())
        .hasToString("MISS items: inputs: 2 added, 1 removed, 1 changed");
    StepResult<Item> result = step(openAgain(), inputs).map(this::compute);
    assertThat(result.report().dropped()).isEqualTo(1);
    assertRun(result, inputs, 3);
    Collections.reverse(inputs);
    inputs.add(new Input("z", 52));
    assertRun(step(manager, inputs).map(this::compute), inputs, 1);
  }

  @Test
  void aChangedParameterComputesEverythingAndIsNamed() {
    List<Input> inputs = inputs(6);
    step(manager, inputs).map(this::compute);
    computed.set(0);
    WithOutput<Input, Item> larger =
        manager.step(NAME).input(inputs, Input::id).output(Item.class).param("model", "large");
    assertThat(larger.explain().toString()).startsWith("MISS items: param model changed (");
    assertRun(larger.map(this::compute), inputs, 6);
    assertRun(step(manager, inputs).map(this::compute), inputs, 0);
  }

  @Test
  void threadsGiveTheSameResultInTheOrderOfTheInputs() {
    List<Input> inputs = inputs(200);
    StepResult<Item> result =
        step(manager, inputs)
            .threads(4)
            .map(
                input -> {
                  if (input.value() % 17 == 0) {
                    Thread.sleep(2);
                  }
                  return compute(input);
                });
    assertRun(result, inputs, 200);
  }

  @Test
  void aFailureStopsTheStepAndTheNextRunGoesOn() {
    for (int threads : new int[] {1, 3}) {
      manager.delete(NAME);
      manager.discardStep(NAME);
      computed.set(0);
      List<Input> inputs = inputs(40);
      assertThatThrownBy(() -> step(manager, inputs).threads(threads).map(this::computeUpTo20))
          .isInstanceOf(StepFailedException.class)
          .hasMessageContaining(NAME)
          .hasMessageContaining("row 21 ")
          .hasRootCauseMessage("offline")
          .satisfies(
              e -> assertThat(e.getMessage()).doesNotContain("id-20").doesNotContain("offline"));
      assertThat(manager.exists(NAME)).isFalse();
      assertThat(manager.failures(NAME)).extracting("key").contains("id-20");
      int before = computed.getAndSet(0);
      assertThat(before).isGreaterThanOrEqualTo(15);
      StepResult<Item> result = step(openAgain(), inputs).map(this::compute);
      assertRun(result, inputs, 40 - before);
      assertThat(manager.failures(NAME)).isEmpty();
    }
  }

  private Item computeUpTo20(Input input) throws IOException {
    if (input.value() == 20) {
      throw new IOException("offline");
    }
    return compute(input);
  }

  @Test
  void goingOnLeavesTheFailedRowsOutAndTriesThemAloneTheNextTime() {
    List<Input> inputs = inputs(10);
    StepBuilder.Mapping<Input, Item> flaky =
        input -> {
          if (input.value() % 4 == 0) {
            throw new IOException("busy");
          }
          return compute(input);
        };
    StepResult<Item> first = step(manager, inputs).onFailure(FailurePolicy.GO_ON).map(flaky);
    assertThat(first.report().failed()).isEqualTo(3);
    assertThat(first.records()).hasSize(7);
    assertThat(manager.failures(NAME)).hasSize(3);
    computed.set(0);
    assertThat(step(manager, inputs).explain().hit()).isFalse();
    assertRun(step(manager, inputs).map(this::compute), inputs, 3);
    assertThat(manager.failures(NAME)).isEmpty();
  }

  private Item computeButFours(Input input) throws IOException {
    if (input.value() % 4 == 0) {
      throw new IOException("busy");
    }
    return compute(input);
  }

  @Test
  void onlyFailuresComputesTheFailedRowsAloneAndCompletesWhenNothingIsMissing() {
    List<Input> inputs = new ArrayList<>(inputs(10));
    step(manager, inputs).onFailure(FailurePolicy.GO_ON).map(this::computeButFours);
    computed.set(0);
    inputs.add(new Input("never-tried", 77));
    StepResult<Item> retried =
        step(openAgain(), inputs).onFailure(FailurePolicy.GO_ON).onlyFailures().map(this::compute);
    assertThat(retried.report().computed()).isEqualTo(3);
    assertThat(computed.getAndSet(0)).isEqualTo(3);
    assertThat(retried.report().reused()).isEqualTo(7);
    assertThat(retried.report().missing()).isEqualTo(1);
    assertThat(retried.report().failed()).isZero();
    assertThat(retried.report().completed()).isFalse();
    assertThat(retried.report().toString()).endsWith("1 missing, not completed");
    assertThatThrownBy(retried::records)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 are missing");
    assertThat(manager.load(NAME, Item.class).orElseThrow()).hasSize(7);
    assertThat(manager.failures(NAME)).isEmpty();
    inputs.remove(10);
    StepResult<Item> whole = step(openAgain(), inputs).onlyFailures().map(this::compute);
    assertThat(whole.report().completed()).isTrue();
    assertRun(whole, inputs, 0);
  }

  @Test
  void onlyFailuresOnThreadsLeavesWhatFailsAgainForTheNextTime() {
    List<Input> inputs = inputs(40);
    step(manager, inputs).onFailure(FailurePolicy.GO_ON).map(this::computeButFours);
    computed.set(0);
    StepResult<Item> retried =
        step(openAgain(), inputs)
            .threads(3)
            .onFailure(FailurePolicy.GO_ON)
            .onlyFailures()
            .map(
                input -> {
                  if (input.value() == 8) {
                    throw new IOException("still busy");
                  }
                  return compute(input);
                });
    assertThat(computed.getAndSet(0)).isEqualTo(9);
    assertThat(retried.report().failed()).isEqualTo(1);
    assertThat(retried.report().missing()).isZero();
    assertThat(retried.report().completed()).isFalse();
    assertThat(manager.failures(NAME))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.key()).isEqualTo("id-8");
              assertThat(failure.attempts()).isEqualTo(2);
              assertThat(failure.message()).isEqualTo("still busy");
            });
    assertRun(step(manager, inputs).onlyFailures().map(this::compute), inputs, 1);
    assertThat(manager.failures(NAME)).isEmpty();
  }

  @Test
  void onlyFailuresOfARunThatStoppedLeavesTheRestToTheNextRun() {
    List<Input> inputs = inputs(10);
    assertThatThrownBy(() -> step(manager, inputs).map(this::computeButFours))
        .isInstanceOf(StepFailedException.class);
    computed.set(0);
    StepResult<Item> retried = step(openAgain(), inputs).onlyFailures().map(this::compute);
    assertThat(retried.report().computed()).isEqualTo(1);
    assertThat(retried.report().missing()).isEqualTo(9);
    assertThat(manager.exists(NAME)).isFalse();
    computed.set(0);
    assertRun(step(manager, inputs).map(this::compute), inputs, 9);
  }

  @Test
  void onlyFailuresRefusesWhatWouldForgetThem() {
    List<Input> inputs = inputs(10);
    step(manager, inputs).onFailure(FailurePolicy.GO_ON).map(this::computeButFours);
    computed.set(0);
    assertThatThrownBy(
            () -> step(manager, inputs).param("temperature", 1).onlyFailures().map(this::compute))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("other parameters");
    assertThatThrownBy(
            () -> step(manager, inputs).onlyFailures().reuse(Reuse.RECOMPUTE).map(this::compute))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RECOMPUTE");
    assertThat(computed).hasValue(0);
    assertThat(manager.failures(NAME)).hasSize(3);
    assertRun(step(manager, inputs).onlyFailures().map(this::compute), inputs, 3);
  }

  @Test
  void tooManyFailuresStopTheStep() {
    assertThatThrownBy(
            () ->
                step(manager, inputs(1_000))
                    .onFailure(FailurePolicy.stopAtRate(0.2, 10))
                    .map(
                        input -> {
                          if (input.value() % 2 == 0) {
                            throw new IOException("busy");
                          }
                          return compute(input);
                        }))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("6 of 11 rows tried");
  }

  @Test
  void retriesAreCountedAndHelp() {
    AtomicInteger calls = new AtomicInteger();
    StepResult<Item> result =
        step(manager, inputs(3))
            .retries(2, Duration.ofMillis(1))
            .map(
                input -> {
                  if (calls.incrementAndGet() % 3 != 0) {
                    throw new IOException("busy");
                  }
                  return compute(input);
                });
    assertRun(result, inputs(3), 3);
    assertThat(calls).hasValue(9);
    assertThatThrownBy(
            () ->
                step(manager, inputs(4))
                    .retries(2, Duration.ZERO)
                    .map(
                        input -> {
                          throw new IOException("gone");
                        }))
        .hasMessageContaining("after 3 attempts");
    assertThat(manager.failures(NAME)).singleElement().extracting("attempts").isEqualTo(3);
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void aNullIsAFailure() {
    assertThatThrownBy(() -> step(manager, inputs(2)).map(input -> null))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("NullPointerException");
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void inputsWithoutAKeyOfTheirOwnAreRefusedByTheirRows() {
    List<Input> twins = List.of(new Input("a", 1), new Input("b", 2), new Input("a", 3));
    assertThatThrownBy(() -> step(manager, twins).map(this::compute))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows 1 and 3 have the same key");
    assertThatThrownBy(() -> step(manager, List.of(new Input(null, 1))).map(this::compute))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has no key");
    assertThat(computed).hasValue(0);
  }

  @Test
  void switchesAreObeyed() {
    List<Input> inputs = inputs(5);
    assertThatThrownBy(() -> step(manager, inputs).reuse(Reuse.READ_ONLY).map(this::compute))
        .isInstanceOf(MissException.class);
    step(manager, inputs).map(this::compute);
    computed.set(0);
    assertRun(step(manager, inputs).reuse(Reuse.READ_ONLY).map(this::compute), inputs, 0);
    assertRun(step(manager, inputs).reuse(Reuse.RECOMPUTE).map(this::compute), inputs, 5);
    CheckpointManager another = openAgain();
    assertRun(step(another, inputs).reuse(Reuse.REFRESH).map(this::compute), inputs, 5);
    assertRun(step(another, inputs).reuse(Reuse.REFRESH).map(this::compute), inputs, 0);
  }

  @Test
  void aDisabledStoreComputesEverything() {
    CheckpointManager disabled = open(directory(), Map.of("enabled", "false"));
    for (int i = 0; i < 2; i++) {
      WithOutput<Input, Item> step = step(disabled, inputs(12));
      StepResult<Item> result = (i == 0 ? step : step.onlyFailures()).map(this::compute);
      assertThat(result.records()).isEqualTo(results(inputs(12)));
      assertThat(result.report().computed()).isEqualTo(12);
    }
    assertThat(manager.exists(NAME)).isFalse();
  }
}
