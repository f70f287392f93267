package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.Durability;
import dev.checkpoint4j.LockTimeoutException;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConcurrencyTest {
  private static final int SAVES = 60;

  private final Path dir;

  ConcurrencyTest(@TempDir(factory = MemoryTempDir.class) Path dir) {
    this.dir = dir;
  }

  private static void runAll(List<Callable<Void>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Saves lists of which every row says how many there are. */
  private static Callable<Void> writer(
      ToyStore store, int salt, AtomicInteger writing, String... names) {
    return () -> {
      try {
        for (int i = 0; i < SAVES; i++) {
          int count = 1 + (i * 37 + salt) % 400;
          store.save(names[i % names.length], rows(count, "of " + count));
        }
      } finally {
        writing.decrementAndGet();
      }
      return null;
    };
  }

  private static Callable<Void> reader(ToyStore store, AtomicInteger writing, String... names) {
    return () -> {
      int reads = 0;
      while (writing.get() > 0 || reads < 10) {
        String name = names[reads % names.length];
        List<Map<String, Object>> rows = store.load(name).orElseThrow();
        assertThat(rows).isEqualTo(rows(rows.size(), "of " + rows.size()));
        assertThat(store.info(name)).isPresent();
        assertThat(store.list()).contains(name);
        reads++;
      }
      return null;
    };
  }

  @Test
  void readersNeverSeeAMixtureWhileTwoStoresWrite() throws Exception {
    try (ToyStore one = ToyStore.open(dir);
        ToyStore two = ToyStore.open(dir)) {
      one.save("a", rows(1, "of 1"));
      AtomicInteger writing = new AtomicInteger(2);
      runAll(
          List.of(
              writer(one, 0, writing, "a"),
              writer(two, 200, writing, "a"),
              reader(one, writing, "a"),
              reader(two, writing, "a")));
      assertThat(one.info("a").orElseThrow().version()).isEqualTo(2 * SAVES + 1);
    }
  }

  @Test
  void readersNeverSeeAMixtureWhileEndingsChange() throws Exception {
    try (ToyStore plain = ToyStore.open(dir, ".toy", ".toyz");
        ToyStore zipped = ToyStore.open(dir, ".toyz", ".toy")) {
      plain.save("a", rows(1, "of 1"));
      AtomicInteger writing = new AtomicInteger(2);
      runAll(
          List.of(
              writer(plain, 0, writing, "a"),
              writer(zipped, 200, writing, "a"),
              reader(plain, writing, "a"),
              reader(zipped, writing, "a")));
      assertThat(plain.info("a").orElseThrow().version()).isEqualTo(2 * SAVES + 1);
    }
  }

  @Test
  void aReaderSeesAListOrNothingWhileOthersSaveAndDelete() throws Exception {
    try (ToyStore one = ToyStore.open(dir);
        ToyStore two = ToyStore.open(dir)) {
      AtomicInteger writing = new AtomicInteger(2);
      Callable<Void> deleting =
          () -> {
            for (int i = 0; i < SAVES; i++) {
              two.delete("a");
            }
            writing.decrementAndGet();
            return null;
          };
      Callable<Void> reading =
          () -> {
            while (writing.get() > 0) {
              two.load("a")
                  .ifPresent(r -> assertThat(r).isEqualTo(rows(r.size(), "of " + r.size())));
              assertThat(one.list()).isSubsetOf("a");
            }
            return null;
          };
      runAll(List.of(writer(one, 0, writing, "a"), deleting, reading));
    }
  }

  /** To the JVM, two file systems over one disk look as a library that was loaded twice. */
  @Test
  void aLibraryLoadedTwiceStillLocks() throws Exception {
    FaultFileSystem first = FaultFileSystem.withoutForces();
    FaultFileSystem second = FaultFileSystem.withoutForces();
    try (ToyStore one = ToyStore.open(first.path(dir));
        ToyStore two = ToyStore.open(second.path(dir))) {
      one.save("a", rows(1, "of 1"));
      AtomicInteger writing = new AtomicInteger(2);
      runAll(
          List.of(
              writer(one, 0, writing, "a"),
              writer(two, 200, writing, "a"),
              reader(one, writing, "a")));
      assertThat(one.info("a").orElseThrow().version()).isEqualTo(2 * SAVES + 1);
    }
  }

  @Test
  void whoWaitsTooLongGetsATimeoutThatNamesTheLock() throws Exception {
    StoreOptions hasty = new StoreOptions(Durability.NONE, Duration.ofMillis(60));
    try (ToyStore store = new ToyStore(dir, new ToyFormat(ToyStore.ENDING), hasty)) {
      store.save("a", rows(1, "x"));
      Root root = new Root(dir.toRealPath());
      StoreLock held = StoreLock.acquire(root, Duration.ofSeconds(5), "test");
      try {
        assertThat(store.load("a")).isPresent();
        List<Callable<Void>> attempt = new ArrayList<>();
        attempt.add(
            () -> {
              assertThatThrownBy(() -> store.save("a", rows(2, "x")))
                  .isInstanceOf(LockTimeoutException.class)
                  .hasMessageContaining(root.lock().toString())
                  .hasMessageContaining("60 ms");
              return null;
            });
        runAll(attempt);
      } finally {
        held.close();
      }
      assertThat(store.load("a")).contains(rows(1, "x"));
      store.save("a", rows(2, "x"));
    }
  }

  @Test
  void aLiveWriterIsNeverSwept() throws Exception {
    FaultFileSystem elsewhere = FaultFileSystem.withoutForces();
    try (ToyStore slow = ToyStore.open(dir);
        ToyStore quick = ToyStore.open(dir);
        ToyStore foreign = ToyStore.open(elsewhere.path(dir))) {
      try (RecordSink<Map<String, Object>> sink = slow.sink("a")) {
        sink.write(rows(100_000, "slow"));
        quick.save("b", rows(1, "x"));
        foreign.save("c", rows(1, "x"));
        quick.save("b", rows(2, "x"));
        sink.commit(SaveNotes.NONE);
      }
      assertThat(slow.load("a")).contains(rows(100_000, "slow"));
    }
    try (var left = Files.list(dir.resolve(".checkpoint4j/tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void filesThatAreNotOursAreNeverSwept() throws Exception {
    Path tmp = Files.createDirectories(dir.resolve(".checkpoint4j/tmp"));
    Path dead = Files.createDirectory(tmp.resolve("0123456789abcdef0123456789abcdef"));
    Files.createFile(tmp.resolve("0123456789abcdef0123456789abcdef.lock"));
    Files.createFile(dead.resolve("00000000000000000000000000000000.tmp"));
    Path mixed = Files.createDirectory(tmp.resolve("1123456789abcdef0123456789abcdef"));
    Path foreign = Files.createFile(mixed.resolve("notes.txt"));
    Path other = Files.createFile(tmp.resolve("README"));
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(1, "x"));
      assertThat(dead).doesNotExist();
      assertThat(tmp.resolve("0123456789abcdef0123456789abcdef.lock")).doesNotExist();
      assertThat(foreign).exists();
      assertThat(other).exists();
    }
  }
}
