package dev.checkpoint4j.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void resultsComeInTheOrderOfTheTasks(int threads) throws IOException {
    List<Integer> results = new ArrayList<>();
    try (Workers workers = new Workers(threads)) {
      Workers.InOrder<Integer> tasks = workers.inOrder();
      for (int i = 0; i < 1000; i++) {
        if (tasks.isFull()) {
          results.add(tasks.take());
        }
        int number = i;
        tasks.submit(
            () -> {
              if (number % 7 == 0) {
                Thread.yield();
              }
              return number;
            });
      }
      while (!tasks.isEmpty()) {
        results.add(tasks.take());
      }
    }
    assertThat(results).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void oneThreadIsTheCallersOwn() throws IOException {
    try (Workers workers = new Workers(1)) {
      Workers.InOrder<Thread> tasks = workers.inOrder();
      tasks.submit(Thread::currentThread);
      assertThat(tasks.isFull()).isTrue();
      assertThat(tasks.take()).isSameAs(Thread.currentThread());
    }
  }

  @Test
  void noMoreThreadsWorkAtOnceThanAllowed() throws IOException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    try (Workers workers = new Workers(3)) {
      Workers.InOrder<Integer> tasks = workers.inOrder();
      for (int i = 0; i < 500; i++) {
        if (tasks.isFull()) {
          tasks.take();
        }
        tasks.submit(
            () -> {
              seen.add(Thread.currentThread());
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.yield();
              return now.decrementAndGet();
            });
      }
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(seen)
        .filteredOn(t -> t != Thread.currentThread())
        .allSatisfy(t -> assertThat(t.isDaemon()).isTrue());
  }

  @Test
  void twoSequencesShareTheThreads() throws IOException {
    try (Workers workers = new Workers(2)) {
      Workers.InOrder<String> first = workers.inOrder();
      Workers.InOrder<Integer> second = workers.inOrder();
      first.submit(() -> "a");
      second.submit(() -> 1);
      first.submit(() -> "b");
      assertThat(second.take()).isEqualTo(1);
      assertThat(first.take()).isEqualTo("a");
      assertThat(first.take()).isEqualTo("b");
      assertThat(first.isEmpty() && second.isEmpty()).isTrue();
    }
  }

  @Test
  void whatATaskThrowsComesOutInItsTurn() throws IOException {
    try (Workers workers = new Workers(2)) {
      Workers.InOrder<String> tasks = workers.inOrder();
      tasks.submit(() -> "fine");
      tasks.submit(
          () -> {
            throw new IOException("broken");
          });
      tasks.submit(
          () -> {
            throw new AssertionError("worse");
          });
      assertThat(tasks.take()).isEqualTo("fine");
      assertThatThrownBy(tasks::take).isInstanceOf(IOException.class).hasMessage("broken");
      assertThatThrownBy(tasks::take).isInstanceOf(AssertionError.class).hasMessage("worse");
    }
  }

  @Test
  void closingWaitsForWhatHasBegunAndForgetsTheRest() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean forgotten = new AtomicBoolean(true);
    Workers workers = new Workers(2);
    Workers.InOrder<Boolean> tasks = workers.inOrder();
    tasks.submit(
        () -> {
          begun.countDown();
          awaitQuietly(goOn);
          ended.set(true);
          return true;
        });
    begun.await();
    tasks.submit(() -> forgotten.getAndSet(false));
    Thread closer = new Thread(workers::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closer.join();
    assertThat(ended).isTrue();
    assertThat(forgotten).isTrue();
  }

  @Test
  void aTaskMayHaveTasksOfItsOwn() throws IOException {
    for (int threads = 1; threads <= 4; threads++) {
      try (Workers workers = new Workers(threads)) {
        Workers.InOrder<Integer> outer = workers.inOrder();
        for (int i = 0; i < 50; i++) {
          int number = i;
          Workers.InOrder<Integer> inner = workers.inOrder();
          outer.submit(
              () -> {
                inner.submitSoon(() -> number);
                return 2 * inner.takeAlone();
              });
        }
        for (int i = 0; i < 50; i++) {
          assertThat(outer.take()).isEqualTo(2 * i);
        }
      }
    }
  }

  @Test
  void closingForgetsNoTaskThatATaskWaitsFor() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Workers workers = new Workers(2);
    Workers.InOrder<Boolean> outer = workers.inOrder();
    Workers.InOrder<Boolean> inner = workers.inOrder();
    outer.submit(
        () -> {
          inner.submitSoon(() -> true);
          begun.countDown();
          awaitQuietly(goOn);
          ended.set(inner.takeAlone());
          return true;
        });
    begun.await();
    Thread closer = new Thread(workers::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closer.join();
    assertThat(ended).isTrue();
  }

  @Test
  void anInterruptIsKeptAndStopsNothing() throws IOException {
    CountDownLatch goOn = new CountDownLatch(1);
    try (Workers workers = new Workers(2)) {
      Workers.InOrder<String> tasks = workers.inOrder();
      CountDownLatch begun = new CountDownLatch(1);
      tasks.submit(
          () -> {
            begun.countDown();
            awaitQuietly(goOn);
            return "done";
          });
      awaitQuietly(begun);
      Thread.currentThread().interrupt();
      new Thread(goOn::countDown).start();
      assertThat(tasks.take()).isEqualTo("done");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void noThreadsAtAllAreRefused() {
    assertThatThrownBy(() -> new Workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
