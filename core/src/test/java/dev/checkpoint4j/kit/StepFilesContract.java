package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.ResumableStep;
import dev.checkpoint4j.StepBusyException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a half-done step: stopped, failed, cut and damaged at every place. */
abstract class StepFilesContract extends FilePart {
  private static final int ROWS = 12;
  private static final int FLUSH = 3;
  private static final List<Item> ITEMS = Samples.items(1, ROWS);

  /** So many that half of them are written while the other half is computed. */
  private static final int LARGE_FLUSH = 1_000;

  private static final List<Item> MANY = Samples.items(1, 3 * LARGE_FLUSH + 333);

  private final FaultFileSystem faults = FaultFileSystem.create();
  private Path rounds;

  StepFilesContract(FileBackendContract contract) {
    super(contract);
  }

  @BeforeEach
  void useMemory(@TempDir(factory = MemoryTempDir.class) Path memory) {
    needs(Capability.RESUMABLE_STEPS);
    rounds = memory;
  }

  private static ResumableStep<Item> open(CheckpointManager store) {
    return open(store, new FlushPolicy(FLUSH, Duration.ofHours(1)));
  }

  private static ResumableStep<Item> open(CheckpointManager store, FlushPolicy flush) {
    return store.resume(
        NAME, TypeRef.of(Item.class), Item::number, Optional.empty(), flush, Duration.ZERO);
  }

  /** Adds what is missing; notes each row in the list when it was computed. */
  private static void work(CheckpointManager store, List<Integer> computed) {
    work(store, ITEMS, FLUSH, computed);
  }

  private static void work(
      CheckpointManager store, List<Item> items, int flush, List<Integer> computed) {
    try (ResumableStep<Item> step = open(store, new FlushPolicy(flush, Duration.ofHours(1)))) {
      for (Item item : items) {
        if (!step.contains(item.number())) {
          computed.add(item.number());
          step.add(item);
        }
      }
      step.complete();
    }
  }

  @Test
  void stoppedAtEachOperationAtMostOneFlushIsLost() throws Exception {
    sweep(Fault::crashAt, ITEMS, FLUSH, 1);
  }

  @Test
  void stoppedInTheMiddleOfEachOperationAtMostOneFlushIsLost() throws Exception {
    sweep(Fault::crashIn, ITEMS, FLUSH, 1);
  }

  @Test
  void failedAtEachOperationAtMostOneFlushIsLost() throws Exception {
    sweep(Fault::failAt, ITEMS, FLUSH, 1);
  }

  @Test
  void stoppedWhileOneHalfIsWrittenAndTheOtherComputedAtMostBothAreLost() throws Exception {
    sweep(Fault::crashIn, MANY, LARGE_FLUSH, 4);
    sweep(Fault::failAt, MANY, LARGE_FLUSH, 7);
  }

  /** Strikes at each operation, or at one of several. */
  private void sweep(IntFunction<Fault> faultAt, List<Item> items, int flush, int stride)
      throws Exception {
    Path swept = Files.createTempDirectory(rounds, "sweep");
    int operations;
    try (CheckpointManager store = contract.open(faults.path(swept.resolve("count")))) {
      operations = faults.count(() -> work(store, items, flush, new ArrayList<>()));
    }
    for (int n = 0; n < operations; n += stride) {
      Path place = swept.resolve("n" + n);
      List<Integer> computed = new ArrayList<>();
      strike(place, faultAt.apply(n), items, flush, computed);
      try (CheckpointManager store = contract.open(place)) {
        work(store, items, flush, computed);
        assertThat(store.load(NAME, Item.class)).as("operation %s", n).contains(items);
        assertThat(computed)
            .as("rows computed in both runs, stopped at operation %s of %s", n, operations)
            .hasSizeLessThanOrEqualTo(items.size() + flush);
      }
      assertThat(files(place, "steps")).as("left after operation %s", n).isEmpty();
    }
  }

  private void strike(
      Path place, Fault fault, List<Item> items, int flush, List<Integer> computed) {
    CheckpointManager store = contract.open(faults.path(place));
    faults.arm(fault);
    try {
      work(store, items, flush, computed);
    } catch (Crash | CheckpointException e) {
      assertThat(faults.struck()).isPositive();
    } finally {
      try {
        store.close();
      } catch (Crash e) {
        // Its process is dead.
      }
      faults.disarm();
    }
  }

  @Test
  void aFlushInTheBackgroundThatFailsIsToldBeforeMoreIsAtStake() {
    Path place = rounds.resolve("told");
    int added = 0;
    try (CheckpointManager store = contract.open(faults.path(place))) {
      ResumableStep<Item> step = open(store, new FlushPolicy(LARGE_FLUSH, Duration.ofHours(1)));
      try {
        step.add(MANY.get(added++));
        faults.arm(Fault.failAt(0));
        while (added < MANY.size()) {
          step.add(MANY.get(added++));
        }
        throw new AssertionError("The flush did not fail");
      } catch (CheckpointException e) {
        assertThat(e).hasMessageContaining(NAME);
        assertThat(added).isLessThanOrEqualTo(LARGE_FLUSH);
        assertThatThrownBy(step::complete)
            .isInstanceOf(CheckpointException.class)
            .hasMessageContaining("failed before");
      } finally {
        step.close();
        faults.disarm();
      }
    }
    try (CheckpointManager store = contract.open(place)) {
      work(store, MANY, LARGE_FLUSH, new ArrayList<>());
      assertThat(store.load(NAME, Item.class)).contains(MANY);
    }
  }

  @Test
  void theClockMakesRowsDurableWhileTheNextOneIsComputed() throws Exception {
    CheckpointManager store = inMemory();
    try (ResumableStep<Item> step = open(store, new FlushPolicy(1_000, Duration.ofMillis(5)))) {
      step.add(ITEMS.get(0));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (logs().isEmpty() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      assertThat(logs()).hasSize(1);
    }
  }

  private List<Path> logs() {
    return files(rounds.resolve("damage"), "steps").stream()
        .filter(file -> file.toString().endsWith(".log"))
        .toList();
  }

  private static List<Path> files(Path place, String part) {
    return snapshot(place).keySet().stream()
        .filter(file -> file.toString().contains(".checkpoint4j/" + part))
        .toList();
  }

  /** In memory, where forcing costs nothing. */
  private CheckpointManager inMemory() {
    return open(rounds.resolve("damage"), Map.of());
  }

  private Path halfDone(CheckpointManager store) {
    try (ResumableStep<Item> step = open(store)) {
      ITEMS.forEach(step::add);
    }
    return logs().get(0);
  }

  private static int known(CheckpointManager store) {
    try (ResumableStep<Item> step = open(store)) {
      return (int) ITEMS.stream().filter(item -> step.contains(item.number())).count();
    }
  }

  @Test
  void aLogCutAnywhereLosesItsTailAlone() {
    CheckpointManager store = inMemory();
    Path log = halfDone(store);
    byte[] whole = bytes(log);
    int most = 0;
    for (int length = 0; length <= whole.length; length++) {
      put(log, Arrays.copyOf(whole, length));
      int known = known(store);
      assertThat(known).as("rows known of %s bytes", length).isGreaterThanOrEqualTo(most);
      assertThat(known % FLUSH).isZero();
      most = known;
    }
    assertThat(most).isEqualTo(ROWS);
    put(log, Arrays.copyOf(whole, whole.length - 1));
    work(store, new ArrayList<>());
    assertThat(store.load(NAME, Item.class)).contains(ITEMS);
  }

  @Test
  void aFlippedBitIsFoundOrLosesTheTailAlone() {
    CheckpointManager store = inMemory();
    Path log = halfDone(store);
    byte[] whole = bytes(log);
    int found = 0;
    for (int bit = 0; bit < whole.length * 8; bit += 29) {
      put(log, flipped(whole, bit));
      try {
        work(store, new ArrayList<>());
        assertThat(store.load(NAME, Item.class)).as("bit %s", bit).contains(ITEMS);
        store.delete(NAME);
      } catch (CorruptCheckpointException e) {
        assertThat(e).hasMessageContaining(NAME).hasMessageContaining("discardStep");
        found++;
      }
    }
    assertThat(found).isPositive();
    put(log, flipped(whole, 200));
    assertThatThrownBy(() -> open(store)).isInstanceOf(CorruptCheckpointException.class);
    store.discardStep(NAME);
    work(store, new ArrayList<>());
    assertThat(store.load(NAME, Item.class)).contains(ITEMS);
  }

  @Test
  void anotherProcessIsToldOfAndItsLeaseLapsesWhenItIsKilled() throws Exception {
    try (ChildJvm child = ChildJvm.start("step", files.url(directory()), NAME, 1_000_000, 1)) {
      child.await("computed");
      assertThatThrownBy(() -> open(manager))
          .isInstanceOf(StepBusyException.class)
          .hasMessageContaining("process ");
      child.kill();
      open(manager).close();
    }
  }

  @Test
  void aKilledStepComputesEachRowOnceButForTheLastFlush() throws Exception {
    Random random = Seeds.random("kills of a step");
    int kills = Math.max(3, files.kills() / 4);
    int rows = 3_000;
    Map<String, Integer> computed = new HashMap<>();
    boolean done = false;
    int killed = 0;
    while (!done) {
      ChildJvm child = ChildJvm.start("step", files.url(directory()), NAME, rows, 0);
      List<String> said;
      if (killed < kills) {
        // One that finds all rows there, since the last was killed as it completed, computes none.
        String first = child.awaitAny("computed", "done");
        TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
        said = new ArrayList<>(List.of(first));
        said.addAll(child.kill());
        killed++;
      } else {
        child.awaitExit();
        said = child.kill();
      }
      for (String line : said) {
        if (line.startsWith("computed ") && line.endsWith(".")) {
          computed.merge(line.substring(9), 1, Integer::sum);
        } else if (line.startsWith("done")) {
          done = true;
        }
      }
    }
    int total = computed.values().stream().mapToInt(i -> i).sum();
    System.out.println(
        killed + " kills of a step of " + rows + " rows: " + (total - rows) + " computed again");
    assertThat(computed).hasSize(rows);
    assertThat(total).isLessThanOrEqualTo(rows + killed * KitChild.FLUSH_ROWS);
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, rows));
    assertThat(Files.exists(dataFile(NAME))).isTrue();
  }
}
