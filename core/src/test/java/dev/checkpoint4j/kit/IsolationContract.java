package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.Samples.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P1 and P5 for threads: each sees one whole version, and the last save wins. */
abstract class IsolationContract extends ContractPart {
  private static final int THREADS = 8;
  private static final int ROUNDS = 40;
  private static final int ROWS = 60;

  IsolationContract(CheckpointContract contract) {
    super(contract);
  }

  private static void together(List<Callable<Void>> tasks) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("A thread failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** All records of one generation, complete. */
  static void assertWhole(List<Item> items) {
    assertThat(items).isNotEmpty().isEqualTo(Samples.items(items.get(0).generation(), ROWS));
  }

  private Callable<Void> saver(CheckpointManager store, int thread) {
    return () -> {
      for (int round = 0; round < ROUNDS; round++) {
        store.save(NAME, Item.class, Samples.items(thread * 1_000L + round, ROWS));
      }
      return null;
    };
  }

  private Callable<Void> reader(CheckpointManager store) {
    return () -> {
      for (int round = 0; round < ROUNDS; round++) {
        assertWhole(store.load(NAME, Item.class).orElseThrow());
        try (Stream<Item> stream = store.stream(NAME, Item.class)) {
          assertWhole(stream.toList());
        }
        assertThat(store.query(NAME, Item.class).count()).isEqualTo(ROWS);
        assertThat(store.info(NAME).orElseThrow().rows()).hasValue(ROWS);
        assertThat(store.list()).containsExactly(NAME);
      }
      return null;
    };
  }

  @Test
  void eightThreadsOnOneManagerNeverSeeAMixture() throws Exception {
    manager.save(NAME, Item.class, Samples.items(0, ROWS));
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 1; i <= THREADS / 2; i++) {
      tasks.add(saver(manager, i));
      tasks.add(reader(manager));
    }
    together(tasks);
    assertWhole(manager.load(NAME, Item.class).orElseThrow());
    assertThat(manager.info(NAME).orElseThrow().version()).isEqualTo(1 + THREADS / 2 * ROUNDS);
  }

  @Test
  void twoManagersOfOnePlaceNeverSeeAMixture() throws Exception {
    needs(Capability.SHARED_PLACE);
    CheckpointManager other = openAgain();
    manager.save(NAME, Item.class, Samples.items(0, ROWS));
    together(List.of(saver(manager, 1), saver(other, 2), reader(manager), reader(other)));
    assertThat(manager.load(NAME, Item.class)).isEqualTo(other.load(NAME, Item.class));
    assertThat(manager.info(NAME).orElseThrow().version()).isEqualTo(1 + 2 * ROUNDS);
  }

  @Test
  void eachThreadsOwnCheckpointIsItsOwn() throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "own/" + i;
      long base = i * 1_000L;
      tasks.add(
          () -> {
            for (int round = 0; round < ROUNDS; round++) {
              List<Item> items = Samples.items(base + round, round % 5);
              manager.save(name, Item.class, items);
              assertThat(manager.load(name, Item.class)).contains(items);
            }
            return null;
          });
    }
    together(tasks);
    assertThat(manager.list()).hasSize(THREADS);
  }

  @Test
  void savesAndDeletesAndReadsAtOnceGiveWholeVersionsOrNothing() throws Exception {
    Callable<Void> deleter =
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            manager.delete(NAME);
            assertThat(manager.list()).isIn(List.of(), List.of(NAME));
          }
          return null;
        };
    Callable<Void> reader =
        () -> {
          for (int round = 0; round < ROUNDS * 2; round++) {
            Optional<List<Item>> loaded = manager.load(NAME, Item.class);
            loaded.ifPresent(IsolationContract::assertWhole);
            try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
              List<Item> streamed = stream.toList();
              if (!streamed.isEmpty()) {
                assertWhole(streamed);
              }
            }
          }
          return null;
        };
    together(List.of(saver(manager, 1), saver(manager, 2), deleter, reader));
    manager.save(NAME, Item.class, Samples.items(9, ROWS));
    assertWhole(manager.load(NAME, Item.class).orElseThrow());
  }
}
