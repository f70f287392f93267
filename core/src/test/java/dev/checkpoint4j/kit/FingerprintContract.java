package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Explanation;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.MissException;
import dev.checkpoint4j.Reuse;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.Samples.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was computed from the same parts is never computed twice; anything else always is. */
abstract class FingerprintContract extends ContractPart {
  private static final TypeRef<Item> ITEM = TypeRef.of(Item.class);
  private static final Fingerprint V1 =
      Fingerprint.version("v1").param("model", "small").param("prompt", "Summarise");

  private final AtomicInteger computed = new AtomicInteger();

  FingerprintContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void needsFingerprints() {
    needs(Capability.FINGERPRINTS);
  }

  private List<Item> get(CheckpointManager store, Fingerprint fingerprint, long generation) {
    return store.getOrCompute(NAME, ITEM, fingerprint, () -> compute(generation));
  }

  private List<Item> compute(long generation) {
    computed.incrementAndGet();
    return Samples.items(generation, 5);
  }

  @Test
  void theSecondCallTakesWhatTheFirstComputed() {
    assertThat(get(manager, V1, 1)).isEqualTo(Samples.items(1, 5));
    assertThat(get(manager, V1, 2)).isEqualTo(Samples.items(1, 5));
    assertThat(computed).hasValue(1);
    assertThat(manager.info(NAME).orElseThrow().fingerprint()).contains(V1.hash());
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 5));
  }

  @Test
  void anotherManagerTakesItToo() {
    needs(Capability.SHARED_PLACE);
    get(manager, V1, 1);
    assertThat(get(openAgain(), V1, 2)).isEqualTo(Samples.items(1, 5));
    assertThat(computed).hasValue(1);
  }

  @Test
  void aChangeOfAnyPartComputesAgain() {
    List<Fingerprint> others =
        List.of(
            Fingerprint.version("v2").param("model", "small").param("prompt", "Summarise"),
            Fingerprint.version("v1").param("model", "large").param("prompt", "Summarise"),
            Fingerprint.version("v1").param("model", "small"),
            V1.param("temperature", null),
            V1.upstream("conversations", Fingerprint.of(1)),
            V1.output(Item.class));
    get(manager, V1, 1);
    int before = computed.get();
    for (Fingerprint other : others) {
      assertThat(get(manager, other, 2)).isEqualTo(Samples.items(2, 5));
      assertThat(computed).hasValue(++before);
    }
  }

  @Test
  void whatWasSavedWithoutAFingerprintIsNeverTaken() {
    manager.save(NAME, Item.class, Samples.items(9, 1));
    assertThat(get(manager, V1, 1)).isEqualTo(Samples.items(1, 5));
    manager.save(NAME, Item.class, Samples.items(9, 1));
    manager.save(NAME, Item.class, Samples.items(9, 2));
    assertThat(get(manager, V1, 2)).isEqualTo(Samples.items(2, 5));
  }

  @Test
  void whatWasSavedWithItsFingerprintIsTaken() {
    manager.save(NAME, ITEM, Samples.items(3, 2), V1);
    assertThat(get(manager, V1, 1)).isEqualTo(Samples.items(3, 2));
    assertThat(computed).hasValue(0);
  }

  @Test
  void anEarlierVersionOfTheSameFingerprintBecomesCurrentAgain() {
    needs(Capability.VERSIONS);
    Fingerprint v2 = V1.param("k", 2);
    get(manager, V1, 1);
    get(manager, v2, 2);
    assertThat(get(manager, V1, 3)).isEqualTo(Samples.items(1, 5));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 5));
    assertThat(computed).hasValue(2);
  }

  @Test
  void anExceptionOrANullIsNeverStored() {
    get(manager, V1, 1);
    Fingerprint other = V1.param("k", 2);
    assertThatThrownBy(
            () ->
                manager.getOrCompute(
                    NAME,
                    ITEM,
                    other,
                    () -> {
                      throw new IllegalStateException("no model");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no model");
    assertThatThrownBy(() -> manager.getOrCompute(NAME, ITEM, other, () -> null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining(NAME);
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 5));
    assertThat(manager.explain(NAME, other).hit()).isFalse();
    assertThat(get(manager, other, 2)).isEqualTo(Samples.items(2, 5));
  }

  @Test
  void anEmptyResultIsAResult() {
    manager.getOrCompute(NAME, ITEM, V1, List::of);
    assertThat(get(manager, V1, 1)).isEmpty();
  }

  @Test
  void explainNamesWhatDiffers() {
    assertThat(manager.explain(NAME, V1)).hasToString("MISS items: there is no such checkpoint");
    get(manager, V1, 1);
    assertThat(manager.explain(NAME, V1).hit()).isTrue();
    Fingerprint other =
        Fingerprint.version("v1").param("model", "small").param("prompt", "Sum it up");
    Explanation miss = manager.explain(NAME, other);
    assertThat(miss.hit()).isFalse();
    assertThat(miss.toString())
        .matches("MISS items: param prompt changed \\([0-9a-f]{4}… → [0-9a-f]{4}…\\)")
        .doesNotContain("Sum it up");
    manager.save(NAME, Item.class, List.of());
    manager.save(NAME, Item.class, List.of(Samples.item(1, 1)));
    assertThat(manager.explain(NAME, V1).toString()).contains("without a fingerprint");
  }

  @Test
  void explainCountsTheInputs() {
    List<Item> inputs = new ArrayList<>(Samples.items(1, 20));
    get(manager, V1.inputs(inputs, Item.class, Item::number), 1);
    List<Item> others = new ArrayList<>(inputs.subList(1, 20));
    others.set(3, new Item(1, 4, "edited", List.of()));
    others.addAll(Samples.items(1, 32).subList(20, 32));
    assertThat(manager.explain(NAME, V1.inputs(others, Item.class, Item::number)))
        .hasToString("MISS items: inputs: 12 added, 1 removed, 1 changed");
    java.util.Collections.reverse(inputs);
    assertThat(manager.explain(NAME, V1.inputs(inputs, Item.class, Item::number)).hit()).isTrue();
  }

  @Test
  void readOnlyFailsOnAMissAndSaysWhy() {
    get(manager, V1, 1);
    Fingerprint other = V1.param("k", 2);
    assertThatThrownBy(
            () -> manager.getOrCompute(NAME, ITEM, other, Reuse.READ_ONLY, () -> compute(2)))
        .isInstanceOf(MissException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("param k is new");
    assertThat(manager.getOrCompute(NAME, ITEM, V1, Reuse.READ_ONLY, () -> compute(3)))
        .isEqualTo(Samples.items(1, 5));
    assertThat(computed).hasValue(1);
  }

  @Test
  void recomputeComputesAtEveryCallAndRefreshAtTheFirst() {
    get(manager, V1, 1);
    for (int i = 2; i < 4; i++) {
      int generation = i;
      assertThat(manager.getOrCompute(NAME, ITEM, V1, Reuse.RECOMPUTE, () -> compute(generation)))
          .isEqualTo(Samples.items(i, 5));
    }
    assertThat(get(manager, V1, 4)).isEqualTo(Samples.items(3, 5));
    CheckpointManager another = openAgain();
    for (int i = 5; i < 7; i++) {
      int generation = i;
      assertThat(another.getOrCompute(NAME, ITEM, V1, Reuse.REFRESH, () -> compute(generation)))
          .isEqualTo(Samples.items(5, 5));
    }
  }

  @Test
  void threadsThatAskForTheSameComputeItOnce() throws Exception {
    int threads = 6;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<Item>>> results = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        int generation = i;
        CheckpointManager store = i % 2 == 0 ? manager : openAgain();
        results.add(
            pool.submit(
                () -> {
                  start.await();
                  return get(store, V1, generation);
                }));
      }
      start.countDown();
      List<Item> first = results.get(0).get(60, TimeUnit.SECONDS);
      for (Future<List<Item>> result : results) {
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(first);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(computed).hasValue(1);
  }

  @Test
  void aStepThatNeedsItselfIsAnErrorAndNoDeadlock() {
    assertThatThrownBy(
            () -> manager.getOrCompute(NAME, ITEM, V1, () -> get(manager, V1.param("k", 1), 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(NAME);
  }

  @Test
  void anUpstreamChangeComputesDownstreamAndNotTheOtherWayRound() {
    List<String> ran = new ArrayList<>();
    chain("a", 1, ran);
    chain("a", 1, ran);
    assertThat(ran).containsExactly("first", "second", "third");
    ran.clear();
    chain("a", 2, ran);
    assertThat(ran).containsExactly("third");
    ran.clear();
    chain("b", 2, ran);
    assertThat(ran).containsExactly("first", "second", "third");
  }

  private void chain(String firstParam, int lastParam, List<String> ran) {
    Fingerprint first = Fingerprint.version("1").param("model", firstParam);
    Fingerprint second = Fingerprint.version("1").upstream("first", first);
    Fingerprint third = Fingerprint.version("1").upstream("second", second).param("k", lastParam);
    Map.of("first", first, "second", second, "third", third).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            step ->
                manager.getOrCompute(
                    step.getKey(),
                    ITEM,
                    step.getValue(),
                    () -> {
                      ran.add(step.getKey());
                      return Samples.items(1, 1);
                    }));
  }

  @Test
  void aDisabledStoreComputesEverything() {
    CheckpointManager disabled = open(directory(), Map.of("enabled", "false"));
    get(disabled, V1, 1);
    assertThat(get(disabled, V1, 2)).isEqualTo(Samples.items(2, 5));
    assertThat(disabled.explain(NAME, V1).hit()).isFalse();
    assertThat(manager.exists(NAME)).isFalse();
  }
}
