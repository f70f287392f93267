package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random saves, tags, rollbacks, prunes and crashes, compared with a model of plain lists. */
abstract class RandomHistoryContract extends FilePart {
  private static final int STEPS = 150;
  private static final int KEEP = 3;
  private static final Map<String, String> OPTIONS = Map.of("keep", Integer.toString(KEEP));

  private final FaultFileSystem faults = FaultFileSystem.create();

  RandomHistoryContract(FileBackendContract contract) {
    super(contract);
  }

  /** A version as the model has it. */
  private record Expected(long number, List<Item> items, TreeSet<String> tags) {
    Expected {
      tags = new TreeSet<>(tags);
    }
  }

  /** Newest first. */
  private List<Expected> model = new ArrayList<>();

  @Test
  void nothingReachableIsLostAndNothingUnreachableStays(
      @TempDir(factory = MemoryTempDir.class) Path memory) throws Exception {
    needs(Capability.VERSIONS);
    Random random = Seeds.random("histories");
    Path place = memory.resolve("root");
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    Future<Integer> reads = reader.submit(() -> read(place, over));
    try {
      for (int i = 0; i < STEPS; i++) {
        step(place, random, i);
      }
    } finally {
      over.set(true);
      reader.shutdown();
    }
    assertThat(reads.get(60, TimeUnit.SECONDS)).isPositive();
  }

  /** What a reader finds of a version is always whole. */
  private int read(Path place, AtomicBoolean over) {
    int reads = 0;
    try (CheckpointManager store = contract.open(place, OPTIONS)) {
      while (!over.get() || reads == 0) {
        for (VersionInfo version : store.versions(NAME)) {
          store
              .load(NAME, Item.class, version.version())
              .ifPresent(
                  items ->
                      assertThat(items)
                          .isEqualTo(
                              items.isEmpty()
                                  ? items
                                  : Samples.items(items.get(0).generation(), items.size())));
        }
        reads++;
      }
    }
    return reads;
  }

  private void step(Path place, Random random, int i) throws IOException {
    List<Expected> after = copy();
    int choice = random.nextInt(10);
    long number = model.isEmpty() ? 1 : model.get(random.nextInt(model.size())).number();
    List<Item> items = Samples.items(random.nextInt(4) + 1, 10);
    String tag = "tag-" + random.nextInt(3);
    boolean crash = random.nextInt(3) == 0;
    CheckpointManager store = contract.open(crash ? faults.path(place) : place, OPTIONS);
    if (crash) {
      faults.arm(
          random.nextBoolean()
              ? Fault.crashAt(random.nextInt(25))
              : Fault.crashIn(random.nextInt(25)));
    }
    try {
      if (choice < 5) {
        save(after, items);
        store.save(NAME, Item.class, items);
      } else if (choice < 7) {
        tag(after, number, tag);
        store.tag(NAME, number, tag);
      } else if (choice == 7) {
        tag(after, -1, tag);
        store.untag(NAME, tag);
      } else if (choice == 8) {
        after.stream()
            .filter(version -> version.number() == number)
            .findFirst()
            .ifPresent(version -> save(after, version.items()));
        store.rollback(NAME, number);
      } else {
        keep(after);
        store.prune(false);
      }
    } catch (Crash | CheckpointException e) {
      assertThat(crash).as("step %s: %s", i, e).isTrue();
    } finally {
      close(store);
      faults.disarm();
    }
    compare(place, after, i);
  }

  private static void close(CheckpointManager store) {
    try {
      store.close();
    } catch (Crash e) {
      // Its process is dead.
    }
  }

  private List<Expected> copy() {
    List<Expected> copy = new ArrayList<>();
    model.forEach(
        version -> copy.add(new Expected(version.number(), version.items(), version.tags())));
    return copy;
  }

  private static void save(List<Expected> versions, List<Item> items) {
    long number = versions.isEmpty() ? 1 : versions.get(0).number() + 1;
    versions.add(0, new Expected(number, items, new TreeSet<>()));
    keep(versions);
  }

  private static void keep(List<Expected> versions) {
    List<Expected> kept = new ArrayList<>();
    int untagged = 0;
    for (Expected version : versions) {
      boolean current = kept.isEmpty();
      if (current || !version.tags().isEmpty() || untagged < KEEP) {
        kept.add(version);
      }
      untagged += current || version.tags().isEmpty() ? 1 : 0;
    }
    versions.clear();
    versions.addAll(kept);
  }

  private static void tag(List<Expected> versions, long number, String tag) {
    if (number > 0 && versions.stream().noneMatch(version -> version.number() == number)) {
      return;
    }
    versions.forEach(version -> version.tags().remove(tag));
    versions.stream()
        .filter(version -> version.number() == number)
        .forEach(version -> version.tags().add(tag));
  }

  /** The store is as before the step or as after it; a prune then leaves nothing to remove. */
  private void compare(Path place, List<Expected> after, int i) throws IOException {
    try (CheckpointManager store = contract.open(place, OPTIONS)) {
      List<Expected> found = new ArrayList<>();
      for (VersionInfo version : store.versions(NAME)) {
        found.add(
            new Expected(
                version.version(),
                store.load(NAME, Item.class, version.version()).orElseThrow(),
                new TreeSet<>(version.tags())));
      }
      assertThat(found).as("versions after step %s", i).isIn(model, after);
      model = found;
      if (i % 5 == 0) {
        store.prune(false);
        keep(model);
        assertHistoryIsExact(store, place);
      }
    }
  }
}
