package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Directories whose files have the names that {@code datasets} gives, the same for every version: a
 * commit must not let parts of two versions be taken for one.
 */
class ForeignHistoryTest {
  private static final String NAME = "items";
  private static final String DATA = "data-00000-of-00001.arrow";

  private final FaultFileSystem faults = FaultFileSystem.create();
  private Path rounds = Path.of("");
  private int places;

  /** What the rows are. */
  record Row(long id, String text) {}

  /** What is done to a store; before it there is an accepted foreign version, and ours. */
  private enum Change {
    SAVE_OVER_A_FOREIGN_ONE(false, store -> store.save(NAME, Row.class, rows(9))),
    DELETE_A_FOREIGN_ONE(false, store -> store.delete(NAME)),
    ROLL_BACK_TO_A_FOREIGN_ONE(true, store -> store.rollback(NAME, 1)),
    ROLL_BACK_TO_ANOTHER_FOREIGN_ONE(false, store -> store.rollback(NAME, 1)),
    TAG(false, store -> store.tag(NAME, 1, "first"));

    private final boolean onOurs;
    private final Consumer<CheckpointManager> work;

    Change(boolean onOurs, Consumer<CheckpointManager> work) {
      this.onOurs = onOurs;
      this.work = work;
    }
  }

  @BeforeEach
  void useMemory(@TempDir(factory = MemoryTempDir.class) Path memory) {
    rounds = memory;
  }

  private static List<Row> rows(int generation) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(new Row(i, "row " + i + " of generation " + generation));
    }
    return rows;
  }

  private static CheckpointManager open(Path place) {
    return HfDatasetCheckpointManager.builder(place).retention(Retention.keep(4)).build();
  }

  private Path fresh() throws IOException {
    return Files.createDirectories(rounds.resolve(Integer.toString(places++))).resolve("root");
  }

  /** Writes what another tool could have: plain names, and a state.json that is always the same. */
  private void foreign(Path place, int generation) throws IOException {
    Path elsewhere = fresh();
    try (CheckpointManager store = open(elsewhere)) {
      store.save(NAME, Row.class, rows(generation));
    }
    Path from = elsewhere.resolve(NAME);
    Path to = Files.createDirectories(place.resolve(NAME));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".arrow")) {
          Files.write(to.resolve(DATA), Files.readAllBytes(file));
        }
      }
    }
    put(to.resolve("state.json"), "{\"_data_files\": [{\"filename\": \"" + DATA + "\"}]}");
    put(to.resolve("dataset_info.json"), "{\"description\": \"generation " + generation + "\"}");
  }

  private static void put(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Versions 1 and 3 are foreign with one main file, and 4 is ours where that is asked for. */
  private Path prepared(boolean onOurs) throws IOException {
    Path place = fresh();
    foreign(place, 1);
    try (CheckpointManager store = open(place)) {
      store.accept(NAME);
      store.save(NAME, Row.class, rows(2));
      foreign(place, 3);
      store.accept(NAME);
      if (onOurs) {
        store.save(NAME, Row.class, rows(4));
      }
    }
    return place;
  }

  /** All files of all versions, by the version's number. */
  private static Map<Long, List<Row>> contents(Path place) {
    Map<Long, List<Row>> contents = new TreeMap<>();
    try (CheckpointManager store = open(place)) {
      for (VersionInfo version : store.versions(NAME)) {
        contents.put(
            version.version(), store.load(NAME, Row.class, version.version()).orElseThrow());
      }
      assertThat(store.verify(NAME).status())
          .isEqualTo(contents.isEmpty() ? Verification.Status.ABSENT : Verification.Status.INTACT);
    }
    return contents;
  }

  @TestFactory
  Stream<DynamicTest> stoppedBeforeEachOperationNothingIsMixed() {
    return sweep(Fault::crashAt);
  }

  @TestFactory
  Stream<DynamicTest> stoppedInEachOperationNothingIsMixed() {
    return sweep(Fault::crashIn);
  }

  @TestFactory
  Stream<DynamicTest> failedAtEachOperationNothingIsMixed() {
    return sweep(Fault::failAt);
  }

  @TestFactory
  Stream<DynamicTest> failedFromEachOperationOnNothingIsMixed() {
    return sweep(Fault::failFrom);
  }

  private Stream<DynamicTest> sweep(IntFunction<Fault> faultAt) {
    return Stream.of(Change.values())
        .map(change -> DynamicTest.dynamicTest(change.name(), () -> sweep(change, faultAt)));
  }

  private void sweep(Change change, IntFunction<Fault> faultAt) throws Exception {
    Path template = prepared(change.onOurs);
    Path undisturbed = copy(template);
    Map<Long, List<Row>> before = contents(undisturbed);
    int operations;
    try (CheckpointManager store = open(faults.path(undisturbed))) {
      operations = faults.count(() -> change.work.accept(store));
    }
    Map<Long, List<Row>> after = contents(undisturbed);
    assertThat(operations).isPositive();
    for (int n = 0; n < operations; n++) {
      Path place = copy(template);
      strike(place, change, faultAt.apply(n));
      assertThat(contents(place))
          .as("versions after a fault at operation %s of %s", n, operations)
          .isIn(before, after);
      if (n % 3 == 0) {
        assertGoesOn(place);
      }
    }
  }

  private Path copy(Path template) throws IOException {
    Path copy = fresh();
    try (Stream<Path> walk = Files.walk(template)) {
      for (Path file : walk.toList()) {
        Files.copy(file, copy.resolve(template.relativize(file)));
      }
    }
    return copy;
  }

  private void strike(Path place, Change change, Fault fault) {
    CheckpointManager store = open(faults.path(place));
    faults.arm(fault);
    try {
      change.work.accept(store);
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

  /** Every version that was there can be brought back, and a delete leaves nothing. */
  private static void assertGoesOn(Path place) throws IOException {
    Map<Long, List<Row>> there = contents(place);
    try (CheckpointManager store = open(place)) {
      for (long number : there.keySet()) {
        if (store.rollback(NAME, number).isPresent()) {
          assertThat(store.load(NAME, Row.class)).contains(rowsOf(there, number));
          assertThat(store.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
        }
      }
      store.save(NAME, Row.class, rows(7));
      store.prune(false);
      assertSizes(store, place);
      store.delete(NAME);
      assertThat(files(place)).isEmpty();
    }
  }

  private static List<Row> rowsOf(Map<Long, List<Row>> versions, long number) {
    return versions.getOrDefault(number, List.of());
  }

  /** On the disk lies what the versions have, each content once, and nothing else. */
  private static void assertSizes(CheckpointManager store, Path place) throws IOException {
    CheckpointInfo info = store.info(NAME).orElseThrow();
    long sum = 0;
    for (Path file : files(place)) {
      sum += file.toString().contains("manifests") ? 0 : Files.size(file);
    }
    assertThat(sum).isEqualTo(info.physicalBytes());
  }

  private static List<Path> files(Path place) throws IOException {
    try (Stream<Path> walk = Files.walk(place)) {
      return walk.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith("lock"))
          .toList();
    }
  }

  @Test
  void anOlderVersionWithTheSameMainFileIsNotTakenForTheCurrentOne() throws IOException {
    Path place = prepared(false);
    assertThat(contents(place)).isEqualTo(Map.of(1L, rows(1), 3L, rows(3)));
  }

  @Test
  void rollingBackBringsDescriptionsOfOtherToolsBackToo() throws IOException {
    Path place = prepared(true);
    Path description = place.resolve(NAME).resolve("dataset_info.json");
    assertThat(description).hasBinaryContent(HfFormat.DATASET_INFO);
    try (CheckpointManager store = open(place)) {
      store.rollback(NAME, 1);
    }
    assertThat(description).hasContent("{\"description\": \"generation 1\"}");
  }

  @Test
  void aNameThatCouldBeAnotherCheckpointsIsRefused() throws IOException {
    for (String name : List.of("../x.arrow", "sub/x.arrow", "state.json", "other.jsonl", "..")) {
      Path place = fresh();
      Path directory = Files.createDirectories(place.resolve(NAME));
      put(directory.resolve("state.json"), "{\"_data_files\": [{\"filename\": \"" + name + "\"}]}");
      put(directory.resolve("other.jsonl"), "{}");
      try (CheckpointManager store = open(place)) {
        assertThat(store.verify(NAME).status()).as(name).isEqualTo(Verification.Status.DAMAGED);
        store.save(NAME, Row.class, rows(1));
        store.delete(NAME);
      }
      assertThat(directory.resolve("other.jsonl")).exists();
    }
  }
}
