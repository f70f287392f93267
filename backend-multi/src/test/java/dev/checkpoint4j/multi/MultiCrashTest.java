package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.jsonl.JsonlCheckpointManager;
import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import dev.checkpoint4j.parquet.ParquetCheckpointManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A process that stops at every single file operation of a save to two stores. */
class MultiCrashTest {
  private static final List<Map<String, Object>> OLD = List.of(Map.of("n", 1));
  private static final List<Map<String, Object>> NEW = List.of(Map.of("n", 2), Map.of("n", 3));
  private static final List<Map<String, Object>> NEXT = List.of(Map.of("n", 4));

  private final Path dir;
  private final FaultFileSystem faults = FaultFileSystem.create();
  private int places;

  MultiCrashTest(@TempDir(factory = MemoryTempDir.class) Path dir) {
    this.dir = dir;
  }

  private static MultiCheckpointManager open(Path place, LoadStrategy load) {
    return MultiCheckpointManager.builder()
        .add("json", JsonlCheckpointManager.builder(place.resolve("json")).build())
        .add("parquet", ParquetCheckpointManager.builder(place.resolve("parquet")).build())
        .load(load)
        .parallel(false)
        .build();
  }

  private Path prepared() throws IOException {
    Path place = Files.createDirectories(dir.resolve(Integer.toString(places++)));
    try (CheckpointManager stores = open(place, LoadStrategy.FIRST_FOUND)) {
      stores.saveRows("x", OLD);
    }
    return place;
  }

  @TestFactory
  Stream<DynamicTest> stoppedAtEachOperationEveryStrategyFindsTheOldOrTheNew() {
    return Stream.of("before", "in")
        .map(
            when ->
                DynamicTest.dynamicTest(
                    when, () -> sweep(when.equals("in") ? Fault::crashIn : Fault::crashAt)));
  }

  private void sweep(IntFunction<Fault> crash) throws Exception {
    Path counted = prepared();
    int operations;
    try (CheckpointManager stores = open(faults.path(counted), LoadStrategy.FIRST_FOUND)) {
      operations = faults.count(() -> stores.saveRows("x", NEW));
    }
    assertThat(operations).isGreaterThan(20);
    int differing = 0;
    for (int n = 0; n < operations; n++) {
      Path place = prepared();
      crash(place, crash.apply(n));
      Set<List<Map<String, Object>>> found = new HashSet<>();
      for (LoadStrategy load : LoadStrategy.values()) {
        try (MultiCheckpointManager stores = open(place, load)) {
          List<Map<String, Object>> loaded = stores.loadRows("x").orElseThrow();
          assertThat(loaded).as("%s after %s of %s", load, n, operations).isIn(OLD, NEW);
          found.add(loaded);
        }
      }
      // The primary switches first, so that the newest copy is the first one.
      assertThat(found).as("all strategies agree").hasSize(1);
      differing += repaired(place, found.iterator().next()) ? 1 : 0;
      try (MultiCheckpointManager stores = open(place, LoadStrategy.FIRST_FOUND)) {
        stores.saveRows("x", NEXT);
        assertThat(stores.compare("x").isSound()).isTrue();
      }
    }
    assertThat(differing).as("stops between the two switches").isPositive();
  }

  private void crash(Path place, Fault fault) {
    CheckpointManager stores = open(faults.path(place), LoadStrategy.FIRST_FOUND);
    faults.arm(fault);
    try {
      stores.saveRows("x", NEW);
    } catch (Crash e) {
      assertThat(e).hasMessageContaining("stopped");
    } catch (MultiCheckpointException | CommitOutcomeUnknownException e) {
      assertThat(e).hasRootCauseInstanceOf(Crash.class);
    } finally {
      try {
        stores.close();
      } catch (Crash e) {
        assertThat(e).hasMessageContaining("stopped");
      }
      faults.disarm();
    }
  }

  /** Makes the copies equal; whether they were not. */
  private static boolean repaired(Path place, List<Map<String, Object>> expected) {
    try (MultiCheckpointManager stores = open(place, LoadStrategy.FIRST_FOUND)) {
      boolean differed = !stores.compare("x").isSound();
      assertThat(stores.repair("x").isSound()).isTrue();
      assertThat(stores.loadRows("x")).contains(expected);
      return differed;
    }
  }
}
