package dev.checkpoint4j.kit;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.query.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Closed, disabled, null, interrupted. */
abstract class LifecycleContract extends ContractPart {
  LifecycleContract(CheckpointContract contract) {
    super(contract);
  }

  /** Every operation that takes a name, for the rules that hold for all of them. */
  static Map<String, NamedOperation> operations() {
    TypeRef<Item> type = TypeRef.of(Item.class);
    Map<String, NamedOperation> operations = new LinkedHashMap<>();
    operations.put("save", (m, name) -> m.save(name, Item.class, Samples.items(9, 2)));
    operations.put("saveByTypeRef", (m, name) -> m.save(name, type, Samples.items(9, 2)));
    operations.put("saveRows", (m, name) -> m.saveRows(name, List.of(Map.of("number", 1))));
    operations.put("writer", (m, name) -> m.writer(name, Item.class).close());
    operations.put("rowWriter", (m, name) -> m.rowWriter(name).close());
    operations.put("load", (m, name) -> m.load(name, Item.class));
    operations.put("loadRows", CheckpointManager::loadRows);
    operations.put("stream", (m, name) -> m.stream(name, Item.class).close());
    operations.put("streamRows", (m, name) -> m.streamRows(name).close());
    operations.put("query", (m, name) -> m.query(name, Item.class).toList());
    operations.put("queryRows", (m, name) -> m.queryRows(name).count());
    operations.put("exists", CheckpointManager::exists);
    operations.put("info", CheckpointManager::info);
    operations.put("delete", CheckpointManager::delete);
    operations.put("accept", CheckpointManager::accept);
    operations.put("verify", CheckpointManager::verify);
    return operations;
  }

  /** An operation on one checkpoint. */
  @FunctionalInterface
  interface NamedOperation {
    void run(CheckpointManager manager, String name);
  }

  @TestFactory
  Stream<DynamicTest> afterACloseThereIsNo() {
    return operations().entrySet().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.getKey(),
                    () -> {
                      CheckpointManager closed = openAgain();
                      closed.close();
                      assertThatThrownBy(() -> operation.getValue().run(closed, NAME))
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessageContaining("closed");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aNullNameIsRefusedBy() {
    return operations().entrySet().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.getKey(),
                    () ->
                        assertThatThrownBy(() -> operation.getValue().run(manager, none()))
                            .isInstanceOf(NullPointerException.class)));
  }

  @Test
  void nullArgumentsAreRefused() {
    assertThatThrownBy(() -> manager.save(NAME, Item.class, none()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> manager.save(NAME, LifecycleContract.<Class<Item>>none(), List.of()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> manager.save(NAME, LifecycleContract.<TypeRef<Item>>none(), List.of()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> manager.load(NAME, LifecycleContract.<TypeRef<Item>>none()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> manager.writer(NAME, LifecycleContract.<TypeRef<Item>>none()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> manager.stream(NAME, LifecycleContract.<TypeRef<Item>>none()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> manager.query(NAME, LifecycleContract.<TypeRef<Item>>none()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(
            () -> manager.query(NAME, Item.class).where(LifecycleContract.<Filter>none()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(
            () -> manager.query(NAME, Item.class).where(LifecycleContract.<String>none()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> field("text").eq(none())).isInstanceOf(NullPointerException.class);
    assertThat(manager.exists(NAME)).isFalse();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the point of the tests
  private static <T> T none() {
    return null;
  }

  @Test
  void listAfterACloseIsRefusedAndCloseMayBeRepeated() {
    manager.close();
    manager.close();
    assertThatThrownBy(manager::list).isInstanceOf(IllegalStateException.class);
    assertThat(manager.toString()).contains("closed");
  }

  @Test
  void whatWasSavedIsThereAfterCloseAndReopen() {
    needs(Capability.SHARED_PLACE);
    manager.save(NAME, Item.class, Samples.items(1, 30));
    manager.close();
    CheckpointManager again = openAgain();
    assertThat(again.load(NAME, Item.class)).contains(Samples.items(1, 30));
    assertThat(again.list()).containsExactly(NAME);
    assertThat(again.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
  }

  @Test
  void versionsGoOnAfterCloseAndReopen() {
    needs(Capability.SHARED_PLACE);
    manager.save(NAME, Item.class, Samples.items(1, 3));
    manager.close();
    assertThat(openAgain().save(NAME, Item.class, Samples.items(2, 3)).version()).isEqualTo(2);
  }

  @Test
  void aDisabledManagerSavesNothing() {
    CheckpointManager disabled = open(directory(), Map.of("enabled", "false"));
    SaveResult result = disabled.save(NAME, Item.class, Samples.items(1, 5));
    assertThat(result.saved()).isFalse();
    assertThat(result.version()).isZero();
    try (CheckpointWriter<Item> writer = disabled.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(1, 5));
      assertThat(writer.commit().saved()).isFalse();
    }
    assertThat(disabled.exists(NAME)).isFalse();
    assertThat(manager.exists(NAME)).isFalse();
    assertThat(directory()).doesNotExist();
  }

  @Test
  void aDisabledManagerFindsNothingAndChangesNothing() {
    manager.save(NAME, Item.class, Samples.items(1, 5));
    CheckpointManager disabled = open(directory(), Map.of("enabled", "false"));
    disabled.save(NAME, Item.class, Samples.items(2, 2));
    assertThat(disabled.load(NAME, Item.class)).isEmpty();
    assertThat(disabled.stream(NAME, Item.class)).isEmpty();
    assertThat(disabled.query(NAME, Item.class).toList()).isEmpty();
    assertThat(disabled.query(NAME, Item.class).count()).isZero();
    assertThat(disabled.list()).isEmpty();
    assertThat(disabled.info(NAME)).isEmpty();
    assertThat(disabled.accept(NAME)).isEmpty();
    assertThat(disabled.delete(NAME)).isFalse();
    assertThat(disabled.verify(NAME).status()).isEqualTo(Verification.Status.ABSENT);
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 5));
  }

  @Test
  void openingAndReadingMakeNothing() {
    assertThat(manager.load(NAME, Item.class)).isEmpty();
    assertThat(manager.list()).isEmpty();
    manager.verify(NAME);
    manager.delete(NAME);
    manager.accept(NAME);
    assertThat(directory()).doesNotExist();
  }

  @Test
  void aSaveOnAnInterruptedThreadKeepsTheFlag() {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    Throwable thrown = null;
    Thread.currentThread().interrupt();
    try {
      manager.save(NAME, Item.class, Samples.items(2, 500));
    } catch (CheckpointException e) {
      thrown = e;
    }
    assertThat(Thread.interrupted()).isTrue();
    List<Item> loaded = manager.load(NAME, Item.class).orElseThrow();
    if (thrown == null) {
      assertThat(loaded).isEqualTo(Samples.items(2, 500));
    } else if (!(thrown instanceof CommitOutcomeUnknownException)) {
      assertThat(loaded).isEqualTo(Samples.items(1, 3));
    }
    manager.save(NAME, Item.class, Samples.items(3, 4));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(3, 4));
  }

  @Test
  void readingOnAnInterruptedThreadKeepsTheFlag() {
    manager.save(NAME, Item.class, Samples.items(1, 3_000));
    Thread.currentThread().interrupt();
    List<Item> loaded;
    try {
      loaded = manager.load(NAME, Item.class).orElseThrow();
    } catch (CheckpointException e) {
      loaded = Samples.items(1, 3_000);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(loaded).isEqualTo(Samples.items(1, 3_000));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 3_000));
  }

  @Test
  void interruptsAtAnyTimeLeaveTheOldOrTheNew() {
    manager.save(NAME, Item.class, Samples.items(0, 200));
    Seeds.rounds(
        20,
        random -> {
          Thread target = Thread.currentThread();
          int pause = random.nextInt(3_000);
          Thread interrupter =
              new Thread(
                  () -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(pause * 1_000L);
                    target.interrupt();
                  });
          List<Item> before = manager.load(NAME, Item.class).orElseThrow();
          List<Item> after = Samples.items(random.nextInt(1_000), 200);
          interrupter.start();
          boolean acknowledged = true;
          try {
            manager.save(NAME, Item.class, after);
          } catch (CheckpointException e) {
            acknowledged = false;
          }
          joinUninterrupted(interrupter);
          assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
          List<Item> loaded = manager.load(NAME, Item.class).orElseThrow();
          assertThat(loaded).isIn(acknowledged ? List.of(after) : List.of(before, after));
        });
  }

  private static void joinUninterrupted(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
