package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.ResumableStep;
import dev.checkpoint4j.StepBusyException;
import dev.checkpoint4j.StepReport;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.Samples.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that was computed and flushed is never computed again. */
abstract class ResumeContract extends ContractPart {
  private static final TypeRef<Item> ITEM = TypeRef.of(Item.class);

  ResumeContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void needsSteps() {
    needs(Capability.RESUMABLE_STEPS);
  }

  private static ResumableStep<Item> open(CheckpointManager store, int flushRows) {
    return open(store, Optional.empty(), flushRows, Duration.ofSeconds(30));
  }

  private static ResumableStep<Item> open(
      CheckpointManager store, Optional<Fingerprint> fingerprint, int flushRows, Duration wait) {
    FlushPolicy flush = new FlushPolicy(flushRows, Duration.ofHours(1));
    return store.resume(NAME, ITEM, Item::number, fingerprint, flush, wait);
  }

  /** Asks for these rows in their order and adds what is missing; returns what was. */
  private static List<Integer> work(ResumableStep<Item> step, List<Item> items) {
    List<Integer> missing = new ArrayList<>();
    for (Item item : items) {
      if (!step.contains(item.number())) {
        missing.add(item.number());
        step.add(item);
      }
    }
    return missing;
  }

  private StepReport run(CheckpointManager store, List<Item> items, int expectedMissing) {
    try (ResumableStep<Item> step = open(store, 7)) {
      assertThat(work(step, items)).hasSize(expectedMissing);
      StepReport report = step.complete();
      assertThat(report.computed()).isEqualTo(expectedMissing);
      assertThat(report.reused()).isEqualTo(items.size() - expectedMissing);
      assertThat(store.load(NAME, Item.class)).contains(items);
      return report;
    }
  }

  @Test
  void whatAStepThatWasNotCompletedHadIsThereInTheNextRun() {
    List<Item> items = Samples.items(1, 100);
    try (ResumableStep<Item> step = open(manager, 10)) {
      work(step, items.subList(0, 37));
    }
    assertThat(manager.exists(NAME)).isFalse();
    run(openAgain(), items, 63);
    assertThat(manager.list()).containsExactly(NAME);
  }

  @Test
  void inputsMayBeReorderedExtendedAndShrunk() {
    List<Item> items = new ArrayList<>(Samples.items(1, 60));
    try (ResumableStep<Item> step = open(manager, 10)) {
      work(step, items);
    }
    Collections.reverse(items);
    items.addAll(Samples.items(1, 70).subList(60, 70));
    items.subList(0, 5).clear();
    assertThat(run(manager, items, 10).dropped()).isEqualTo(5);
  }

  @Test
  void aCompletedCheckpointIsReusedRowByRow() {
    List<Item> items = new ArrayList<>(Samples.items(1, 600));
    long first = run(manager, items, 600).saved().version();
    assertThat(run(openAgain(), items, 0).saved().version()).isEqualTo(first);
    items.remove(300);
    items.addAll(Samples.items(1, 610).subList(600, 610));
    StepReport extended = run(openAgain(), items, 10);
    assertThat(extended.dropped()).isEqualTo(1);
    Collections.shuffle(items, Seeds.random("order of the inputs"));
    run(openAgain(), items, 0);
    items.addAll(0, Samples.items(1, 620).subList(610, 620));
    run(openAgain(), items, 10);
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void nullAndDuplicateKeysAreRefused() {
    try (ResumableStep<Item> step = open(manager, 10)) {
      step.add(Samples.item(1, 1));
      assertThatThrownBy(() -> step.add(Samples.item(2, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(NAME);
      assertThatThrownBy(() -> step.contains(null)).isInstanceOf(IllegalArgumentException.class);
      step.add(Samples.item(1, 2));
      step.complete();
    }
    assertThat(manager.load(NAME, Item.class))
        .contains(List.of(Samples.item(1, 1), Samples.item(1, 2)));
  }

  @Test
  void rowsOfAnotherFingerprintAreNotTaken() {
    Optional<Fingerprint> one = Optional.of(Fingerprint.version("1"));
    Optional<Fingerprint> two = Optional.of(Fingerprint.version("2"));
    List<Item> items = Samples.items(1, 20);
    try (ResumableStep<Item> step = open(manager, one, 3, Duration.ZERO)) {
      work(step, items);
    }
    try (ResumableStep<Item> step = open(manager, two, 3, Duration.ZERO)) {
      assertThat(work(step, items)).hasSize(20);
      step.complete();
    }
    try (ResumableStep<Item> step = open(manager, one, 3, Duration.ZERO)) {
      assertThat(step.contains(1)).isFalse();
    }
    try (ResumableStep<Item> step = open(manager, two, 3, Duration.ZERO)) {
      assertThat(work(step, items)).isEmpty();
    }
  }

  @Test
  void aFailedRowIsKeptApartAndNeverAResult() {
    List<Item> items = Samples.items(1, 10);
    for (int run = 1; run <= 2; run++) {
      try (ResumableStep<Item> step = open(manager, 100)) {
        for (Item item : items) {
          if (!step.contains(item.number())) {
            if (item.number() == 4) {
              step.fail(4, new IllegalStateException("no answer"));
            } else {
              step.add(item);
            }
          }
        }
        assertThat(step.complete().failed()).isEqualTo(1);
      }
      assertThat(manager.load(NAME, Item.class).orElseThrow()).hasSize(9);
      int attempts = run;
      assertThat(manager.failures(NAME))
          .singleElement()
          .satisfies(
              failure -> {
                assertThat(failure.key()).isEqualTo("4");
                assertThat(failure.attempts()).isEqualTo(attempts);
                assertThat(failure.exception()).isEqualTo(IllegalStateException.class.getName());
                assertThat(failure.message()).isEqualTo("no answer");
              });
    }
    run(manager, items, 1);
    assertThat(manager.failures(NAME)).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void hasFailedTellsTheRowsThatAreWorthAnotherTry() {
    try (ResumableStep<Item> step = open(manager, 100)) {
      step.add(Samples.item(1, 0));
      step.fail(1, new IllegalStateException("no answer"));
      step.fail(2, new IllegalStateException("no answer"));
    }
    try (ResumableStep<Item> step = open(openAgain(), 100)) {
      for (Item item : Samples.items(1, 4)) {
        if (!step.contains(item.number()) && step.hasFailed(item.number())) {
          step.add(item);
          assertThat(step.hasFailed(item.number())).isFalse();
        }
      }
      assertThat(step.hasFailed(3)).isFalse();
      assertThat(step.hasFailed(1_000)).isFalse();
      assertThatThrownBy(() -> step.hasFailed(null)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(manager.failures(NAME)).isEmpty();
    run(manager, Samples.items(1, 4), 1);
  }

  @Test
  @SuppressWarnings("try") // the first is closed while the second waits
  void whoComesSecondIsToldWhoIsFirst() throws Exception {
    try (ResumableStep<Item> first = open(manager, 10)) {
      first.add(Samples.item(1, 0));
      CheckpointManager another = openAgain();
      CompletableFuture<Void> second =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(
                          () -> open(another, Optional.empty(), 1, Duration.ofMillis(30)))
                      .isInstanceOf(StepBusyException.class)
                      .hasMessageContaining(NAME)
                      .hasMessageContaining("is computing it"));
      second.get(60, TimeUnit.SECONDS);
      CompletableFuture<Integer> waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try (ResumableStep<Item> step = open(another, 1)) {
                  return work(step, Samples.items(1, 2)).size();
                }
              });
      first.close();
      assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void theClockFlushesWhileTheNextRowIsComputed() throws Exception {
    FlushPolicy soon = new FlushPolicy(1_000, Duration.ofMillis(5));
    ResumableStep<Item> step =
        manager.resume(NAME, ITEM, Item::number, Optional.empty(), soon, Duration.ZERO);
    for (int i = 0; i < 5; i++) {
      step.add(Samples.item(1, i));
      TimeUnit.MILLISECONDS.sleep(20);
    }
    step.close();
    run(manager, Samples.items(1, 6), 1);
  }

  @Test
  void rowsOfLargeFlushesComeBackWhereverTheyAre() {
    List<Item> items = new ArrayList<>(Samples.items(1, 5_500));
    try (ResumableStep<Item> step = open(manager, 2_000)) {
      work(step, items.subList(0, 4_300));
      step.flush();
      work(step, items.subList(0, 4_321));
    }
    Collections.reverse(items);
    try (ResumableStep<Item> step = open(openAgain(), 1_000)) {
      assertThat(work(step, items)).hasSize(1_179);
      step.complete();
    }
    assertThat(manager.load(NAME, Item.class)).contains(items);
    manager.delete(NAME);
    try (ResumableStep<Item> step = open(manager, 1_500)) {
      work(step, items);
      step.complete();
    }
    assertThat(manager.load(NAME, Item.class)).contains(items);
  }

  @Test
  void aRowThatIsChangedAfterItsFlushIsSavedAsItWas() {
    try (ResumableStep<Map<String, Object>> step =
        manager.resume(
            NAME,
            TypeRef.mapRow(),
            row -> String.valueOf(row.get("id")),
            Optional.empty(),
            new FlushPolicy(1, Duration.ofHours(1)),
            Duration.ZERO)) {
      Map<String, Object> reused = new LinkedHashMap<>();
      for (String id : List.of("a", "b", "c")) {
        reused.put("id", id);
        step.add(reused);
      }
      step.complete();
    }
    assertThat(manager.loadRows(NAME).orElseThrow())
        .extracting(row -> row.get("id"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void rowsWithNoClassComeBackExactly() {
    needs(Capability.EXACT_MAP_ROWS);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", i);
      row.put("value", i % 2 == 0 ? (Object) (long) i : (Object) (i + 0.5));
      row.put("k" + i, "text");
      rows.add(row);
    }
    for (int run = 0; run < 2; run++) {
      FlushPolicy flush = new FlushPolicy(2, Duration.ofHours(1));
      try (ResumableStep<Map<String, Object>> step =
          manager.resume(
              NAME,
              TypeRef.mapRow(),
              row -> String.valueOf(row.get("id")),
              Optional.empty(),
              flush,
              Duration.ZERO)) {
        for (Map<String, Object> row : rows.subList(0, run == 0 ? 4 : 6)) {
          if (!step.contains(String.valueOf(row.get("id")))) {
            step.add(row);
          }
        }
        if (run == 1) {
          step.complete();
        }
      }
    }
    assertThat(Exact.text(manager.loadRows(NAME).orElseThrow())).isEqualTo(Exact.text(rows));
  }

  @Test
  void discardForgetsTheHalfDoneRowsAndKeepsTheCheckpoint() {
    manager.save(NAME, Item.class, Samples.items(1, 2));
    try (ResumableStep<Item> step = open(manager, 1)) {
      work(step, Samples.items(1, 5));
    }
    manager.discardStep(NAME);
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 2));
    run(manager, Samples.items(1, 5), 3);
  }

  @Test
  void aStepThatIsCompleteTakesNoMoreRows() {
    try (ResumableStep<Item> step = open(manager, 10)) {
      step.complete();
      assertThatThrownBy(() -> step.add(Samples.item(1, 1)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(manager.load(NAME, Item.class)).contains(List.of());
  }

  @Test
  void batchesAreReadBackInOrder() {
    manager.saveBatch("map", 10, ITEM, Samples.items(3, 2));
    manager.saveBatch("map", 2, ITEM, Samples.items(2, 3));
    manager.saveBatch("map", 0, ITEM, Samples.items(1, 1));
    manager.saveBatch("mapper", 1, ITEM, Samples.items(9, 1));
    assertThat(manager.batches("map")).containsExactly(0, 2, 10);
    List<Item> all = new ArrayList<>(Samples.items(1, 1));
    all.addAll(Samples.items(2, 3));
    all.addAll(Samples.items(3, 2));
    assertThat(manager.loadBatches("map", ITEM)).isEqualTo(all);
    assertThat(manager.loadBatches("reduce", ITEM)).isEmpty();
  }
}
