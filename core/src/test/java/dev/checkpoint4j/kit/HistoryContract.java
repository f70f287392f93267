package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of older versions: each content once, none lost at a stop, none left that nobody needs.
 */
abstract class HistoryContract extends FilePart {
  private static final Map<String, String> KEEP_2 = Map.of("keep", "2");

  private final FaultFileSystem faults = FaultFileSystem.create();
  private Path rounds;
  private int places;

  HistoryContract(FileBackendContract contract) {
    super(contract);
  }

  @BeforeEach
  void useMemory(@TempDir(factory = MemoryTempDir.class) Path memory) {
    needs(Capability.VERSIONS);
    rounds = memory;
  }

  /** What is done when it stops. Before it there are versions 1 (tagged), 2 and 3. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Change {
    SAVE(store -> store.save(NAME, Item.class, items(4))),
    SAVE_THE_SAME(store -> store.save(NAME, Item.class, items(3))),
    SAVE_AN_OLDER_CONTENT(store -> store.save(NAME, Item.class, items(2))),
    ROLL_BACK(store -> store.rollback(NAME, 2)),
    ROLL_BACK_TO_A_TAG(store -> store.rollback(NAME, 1)),
    TAG(store -> store.tag(NAME, 2, "second")),
    UNTAG(store -> store.untag(NAME, "first")),
    PRUNE(store -> store.prune(false)),
    DELETE(store -> store.delete(NAME));

    private final Consumer<CheckpointManager> work;

    Change(Consumer<CheckpointManager> work) {
      this.work = work;
    }
  }

  private static List<Item> items(long generation) {
    return Samples.items(generation, (int) generation * 5);
  }

  private Path fresh() throws IOException {
    return Files.createDirectories(rounds.resolve(Integer.toString(places++))).resolve("root");
  }

  private Path copy(Path template) throws IOException {
    Path copy = fresh();
    copyTree(template, copy);
    return copy;
  }

  private Path prepared() throws IOException {
    Path place = fresh();
    try (CheckpointManager store = contract.open(place, KEEP_2)) {
      store.save(NAME, Item.class, items(1));
      store.tag(NAME, 1, "first");
      store.save(NAME, Item.class, items(2));
      store.save(NAME, Item.class, items(3));
    }
    return place;
  }

  /** The contents of all versions, newest first, read to the last row. */
  private List<List<Item>> contents(Path place) {
    try (CheckpointManager store = contract.open(place, KEEP_2)) {
      return contents(store);
    }
  }

  private static List<List<Item>> contents(CheckpointManager store) {
    List<List<Item>> all = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (VersionInfo version : store.versions(NAME)) {
      numbers.add(version.version());
      all.add(store.load(NAME, Item.class, version.version()).orElseThrow());
    }
    assertThat(numbers).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(store.load(NAME, Item.class)).isEqualTo(all.stream().findFirst());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> stoppedBeforeEachOperationNoVersionIsLost() {
    return sweep(Fault::crashAt);
  }

  @TestFactory
  Stream<DynamicTest> stoppedInTheMiddleOfEachOperationNoVersionIsLost() {
    return sweep(Fault::crashIn);
  }

  @TestFactory
  Stream<DynamicTest> failedAtEachOperationNoVersionIsLost() {
    return sweep(Fault::failAt);
  }

  private Stream<DynamicTest> sweep(IntFunction<Fault> faultAt) {
    return Stream.of(Change.values())
        .map(change -> DynamicTest.dynamicTest(change.name(), () -> sweep(change, faultAt)));
  }

  private void sweep(Change change, IntFunction<Fault> faultAt) throws Exception {
    Path template = prepared();
    Path undisturbed = copy(template);
    List<List<Item>> before = contents(undisturbed);
    int operations;
    try (CheckpointManager store = contract.open(faults.path(undisturbed), KEEP_2)) {
      operations = faults.count(() -> change.work.accept(store));
    }
    List<List<Item>> after = contents(undisturbed);
    for (int n = 0; n < operations; n++) {
      Path place = copy(template);
      strike(place, change, faultAt.apply(n));
      assertThat(contents(place))
          .as("%s: versions after a fault at operation %s of %s", change, n, operations)
          .isIn(before, after);
      assertGoesOn(place);
    }
  }

  private void strike(Path place, Change change, Fault fault) {
    CheckpointManager store = contract.open(faults.path(place), KEEP_2);
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

  /** Saves and prunes work, and nothing lies there that nobody needs. */
  private void assertGoesOn(Path place) throws IOException {
    try (CheckpointManager store = contract.open(place, KEEP_2)) {
      store.save(NAME, Item.class, items(7));
      assertThat(contents(store)).startsWith(items(7));
      assertHistoryIsExact(store, place);
      assertThat(store.prune(false).files()).isEmpty();
      store.delete(NAME);
      assertThat(snapshot(place)).isEmpty();
    }
  }

  @Test
  void contentThatDidNotChangeIsStoredOnce() throws IOException {
    CheckpointManager store = open(directory(), Map.of("keep", "3"));
    for (int i = 0; i < 3; i++) {
      store.save(NAME, Item.class, items(20));
    }
    CheckpointInfo info = store.info(NAME).orElseThrow();
    assertThat(info.version()).isEqualTo(3);
    assertThat(info.logicalBytes()).isEqualTo(3 * info.bytes());
    assertThat(info.physicalBytes()).isEqualTo(info.bytes());
    assertThat(historyFiles(directory())).isEmpty();
    store.save(NAME, Item.class, items(21));
    store.save(NAME, Item.class, items(20));
    assertThat(historyMains(store, NAME)).hasSize(1);
    assertHistoryIsExact(store, directory());
    assertThat(contents(store)).containsExactly(items(20), items(21), items(20));
  }

  @Test
  void oneVersionIsKeptWhereOneIsAskedFor() throws IOException {
    CheckpointManager store = open(directory(), Map.of("keep", "1"));
    store.save(NAME, Item.class, items(1));
    store.save(NAME, Item.class, items(2));
    assertThat(contents(store)).containsExactly(items(2));
    assertThat(historyFiles(directory())).isEmpty();
  }

  @Test
  void bytesAndAgeAreLimitsToo() throws Exception {
    open(directory(), Map.of("keep", "9"));
    CheckpointManager store = open(directory(), Map.of("keep", "9"));
    for (int i = 1; i <= 4; i++) {
      store.save(NAME, Item.class, items(i));
    }
    long last = store.versions(NAME).get(1).bytes();
    CheckpointManager small =
        open(directory(), Map.of("keep", "9", "keep-bytes", Long.toString(last)));
    assertThat(mains(small.prune(true))).isEqualTo(2);
    small.prune(false);
    assertThat(contents(small)).containsExactly(items(4), items(3));
    CheckpointManager young = open(directory(), Map.of("keep", "9", "keep-for", "1ms"));
    Thread.sleep(2);
    young.prune(false);
    assertThat(contents(young)).containsExactly(items(4));
    assertHistoryIsExact(young, directory());
  }

  @Test
  void pruneListsEachFileAndMeasuresWhatItFreed() throws IOException {
    CheckpointManager store = open(directory(), Map.of("keep", "9"));
    for (int i = 1; i <= 5; i++) {
      store.save(NAME, Item.class, items(i));
    }
    store.tag(NAME, 2, "second");
    Map<Path, byte[]> before = snapshot();
    CheckpointManager strict = open(directory(), Map.of("keep", "2"));
    PruneReport dry = strict.prune(true);
    assertThat(snapshot().keySet()).isEqualTo(before.keySet());
    assertThat(dry.freedBytes()).isZero();
    PruneReport real = strict.prune(false);
    assertThat(real.files()).isEqualTo(dry.files());
    assertThat(mains(real)).isEqualTo(2);
    assertThat(real.files())
        .allSatisfy(
            file -> {
              assertThat(file.checkpoint()).isEqualTo(NAME);
              assertThat(file.reason()).contains("version ", "no tag");
              assertThat(Path.of(file.path())).doesNotExist();
            });
    assertThat(real.freedBytes())
        .isEqualTo(real.bytes())
        .isEqualTo(bytes(before) - bytes(historyOnly(before)));
    assertThat(contents(strict)).containsExactly(items(5), items(4), items(2));
  }

  /** How many versions went, each with a main file and perhaps parts. */
  private long mains(PruneReport report) {
    String place = report.files().isEmpty() ? "" : dataFile(NAME).getFileName().toString();
    String ending = place.startsWith(NAME) ? place.substring(NAME.length()) : "~" + place;
    return report.files().stream().filter(file -> file.path().endsWith(ending)).count();
  }

  /** What is there still, and all that is no history. */
  private static Map<Path, byte[]> historyOnly(Map<Path, byte[]> before) {
    Map<Path, byte[]> left = new java.util.TreeMap<>(before);
    left.keySet().removeIf(file -> isOfHistory(file.toString()) && !Files.exists(file));
    return left;
  }

  private static long bytes(Map<Path, byte[]> files) {
    return files.values().stream().mapToLong(file -> file.length).sum();
  }

  @Test
  void whatNoManifestNamesIsNeverRemoved() throws IOException {
    manager.save(NAME, Item.class, items(1));
    manager.save(NAME, Item.class, items(2));
    Path ofOurs = historyMains(manager, NAME).get(0);
    List<Path> foreign =
        List.of(
            ofOurs.resolveSibling("0".repeat(64) + ".bak"),
            ofOurs.resolveSibling("notes.txt"),
            directory().resolve(".checkpoint4j/history/other.csv"),
            directory().resolve("items.csv"));
    foreign.forEach(file -> put(file, new byte[] {1}));
    for (int i = 3; i < 6; i++) {
      manager.save(NAME, Item.class, items(i));
    }
    manager.prune(false);
    manager.delete(NAME);
    manager.prune(false);
    assertThat(foreign).allSatisfy(file -> assertThat(file).exists());
    assertThat(ofOurs).doesNotExist();
  }

  @Test
  void damageOfAnOlderVersionIsFoundAndNotTakenBack() throws IOException {
    manager.save(NAME, Item.class, items(1));
    manager.save(NAME, Item.class, items(2));
    assertThat(historyFiles(directory())).isNotEmpty();
    for (Path file : historyFiles(directory())) {
      byte[] whole = bytes(file);
      put(file, flipped(whole, 99));
      assertThatThrownBy(() -> manager.load(NAME, Item.class, 1))
          .as("%s with a flipped bit", file)
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("version 1");
      assertRollBackIsRefused();
      put(file, joined(whole, whole));
      assertRollBackIsRefused();
      Files.delete(file);
      assertThatThrownBy(() -> manager.load(NAME, Item.class, 1))
          .as("without %s", file)
          .isInstanceOf(CorruptCheckpointException.class);
      assertRollBackIsRefused();
      put(file, whole);
      assertThat(manager.load(NAME, Item.class, 1)).contains(items(1));
    }
    Files.delete(historyFiles(directory()).get(0));
    manager.save(NAME, Item.class, items(3));
    assertThat(contents(manager)).containsExactly(items(3), items(2));
  }

  private void assertRollBackIsRefused() {
    assertThatThrownBy(() -> manager.rollback(NAME, 1)).isInstanceOf(CheckpointException.class);
    assertThat(manager.load(NAME, Item.class)).contains(items(2));
  }

  @Test
  void aForeignFileThatIsReplacedIsKeptAsAVersion() throws IOException {
    manager.save(NAME, Item.class, items(1));
    Map<Path, byte[]> data = new HashMap<>();
    dataFiles(NAME).forEach(file -> data.put(file, bytes(file)));
    manager.delete(NAME);
    assertThat(snapshot()).as("files after the delete").allSatisfy(HistoryContract::isOurs);
    restore(data);
    manager.save(NAME, Item.class, items(2));
    assertThat(manager.load(NAME, Item.class, 0)).contains(items(1));
    assertThat(manager.rollback(NAME, 0)).isPresent();
    assertThat(manager.load(NAME, Item.class)).contains(items(1));
  }

  private static void isOurs(Path file, byte[] bytes) {
    assertThat(file.toString()).contains(".checkpoint4j").endsWith("lock");
    assertThat(bytes).isNotNull();
  }

  @Test
  void manySavesStayBounded() throws IOException {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    manager.save(NAME, Item.class, Samples.items(2, 3));
    int few = snapshot().size();
    for (int i = 3; i <= 60; i++) {
      manager.save(NAME, Item.class, Samples.items(i, 3));
    }
    assertThat(historyMains(manager, NAME)).hasSize(1);
    assertThat(snapshot()).hasSize(few);
    assertHistoryIsExact(manager, directory());
    assertThat(manager.info(NAME).map(CheckpointInfo::version)).isEqualTo(Optional.of(60L));
  }
}
