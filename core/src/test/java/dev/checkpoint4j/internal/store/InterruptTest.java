package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.Durability;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InterruptTest {
  private final Path dir;

  InterruptTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void everythingWorksOnAnInterruptedThreadAndLeavesTheFlag() {
    try (ToyStore store = ToyStore.open(dir, Durability.FULL)) {
      Thread.currentThread().interrupt();
      store.save("a", rows(1000, "x"));
      assertThat(store.load("a")).contains(rows(1000, "x"));
      assertThat(store.info("a")).isPresent();
      assertThat(store.accept("a")).isPresent();
      assertThat(store.list()).containsExactly("a");
      assertThat(store.delete("a")).isTrue();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void interruptsDuringSavesAndLoadsDoNoHarm() throws InterruptedException {
    try (ToyStore store = ToyStore.open(dir, Durability.FULL)) {
      store.save("a", rows(1, "x"));
      AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
      Thread worker = new Thread(() -> work(store), "worker");
      worker.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
      worker.start();
      int interrupts = 0;
      while (worker.isAlive()) {
        worker.interrupt();
        interrupts++;
        worker.join(1);
      }
      assertThat(failure.get()).isNull();
      assertThat(interrupts).isGreaterThan(10);
      assertThat(store.load("a")).contains(rows(40, "x"));
    }
  }

  private static void work(ToyStore store) {
    for (int i = 1; i <= 40; i++) {
      store.save("a", rows(i, "x"));
      assertThat(store.load("a")).contains(rows(i, "x"));
    }
  }
}
