package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.io.TempDir;

/** Works on a store that stops, or fails, at a file operation of the test's choice. */
abstract class SweepPart extends FilePart {
  static final List<Item> OLD = Samples.items(1, 40);
  static final List<Item> NEXT = Samples.items(3, 3);

  final FaultFileSystem faults = FaultFileSystem.create();
  private Path rounds;
  private int places;

  /** Where the old checkpoint lies, to be copied. */
  private @Nullable Path template;

  SweepPart(FileBackendContract contract) {
    super(contract);
  }

  /** What is being done when it strikes. */
  enum Scenario {
    FIRST_SAVE(false, 30),
    OVERWRITE(true, 40),
    SHORTER_OVERWRITE(true, 1),
    LONGER_WRITER(true, 700),
    EMPTY_OVERWRITE(true, 0),
    DELETE(true, -1);

    final boolean overOld;
    private final int rowsAfter;

    Scenario(boolean overOld, int rowsAfter) {
      this.overOld = overOld;
      this.rowsAfter = rowsAfter;
    }

    Optional<List<Item>> after() {
      return rowsAfter < 0 ? Optional.empty() : Optional.of(Samples.items(2, rowsAfter));
    }

    Optional<List<Item>> before() {
      return overOld ? Optional.of(OLD) : Optional.empty();
    }

    void run(CheckpointManager store) {
      if (this == DELETE) {
        store.delete(NAME);
      } else if (this == LONGER_WRITER) {
        try (CheckpointWriter<Item> writer = store.writer(NAME, Item.class)) {
          writer.writeAll(after().orElseThrow());
          writer.commit();
        }
      } else {
        store.save(NAME, Item.class, after().orElseThrow());
      }
    }
  }

  @BeforeEach
  void useMemory(@TempDir(factory = MemoryTempDir.class) Path memory) {
    rounds = memory;
  }

  /** A fresh place in which the scenario's old checkpoint lies. */
  final Path prepared(Scenario scenario) throws IOException {
    Path fresh = fresh();
    if (scenario.overOld) {
      copyTree(withOld(), fresh);
    }
    return fresh;
  }

  private Path fresh() throws IOException {
    return Files.createDirectories(rounds.resolve(Integer.toString(places++))).resolve("root");
  }

  private Path withOld() throws IOException {
    Path known = template;
    if (known == null) {
      known = fresh();
      try (CheckpointManager store = contract.open(known)) {
        store.save(NAME, Item.class, OLD);
      }
      template = known;
    }
    return known;
  }

  final int countOperations(Scenario scenario) throws Exception {
    Path place = prepared(scenario);
    try (CheckpointManager store = contract.open(faults.path(place))) {
      int count = faults.count(() -> scenario.run(store));
      assertThat(count).as("operations through the given file system").isGreaterThan(2);
      return count;
    }
  }

  /** The files that are there when nothing ever went wrong. */
  final List<String> cleanTree(Scenario scenario) throws Exception {
    Path place = prepared(scenario);
    try (CheckpointManager store = contract.open(place)) {
      scenario.run(store);
      store.save(NAME, Item.class, NEXT);
    }
    return tree(place);
  }

  static Stream<DynamicTest> forEachScenario(ScenarioTest test) {
    return Arrays.stream(Scenario.values())
        .map(s -> DynamicTest.dynamicTest(s.toString(), () -> test.run(s)));
  }

  /** A test of one scenario. */
  interface ScenarioTest {
    void run(Scenario scenario) throws Exception;
  }

  final Optional<List<Item>> load(Path place) {
    try (CheckpointManager store = contract.open(place)) {
      Optional<List<Item>> loaded = store.load(NAME, Item.class);
      assertThat(store.list()).isEqualTo(loaded.isPresent() ? List.of(NAME) : List.of());
      assertThat(store.exists(NAME)).isEqualTo(loaded.isPresent());
      assertThat(store.verify(NAME).status())
          .isEqualTo(loaded.isPresent() ? Verification.Status.INTACT : Verification.Status.ABSENT);
      return loaded;
    }
  }

  /** The next save needs no repair and leaves nothing of what went wrong. */
  final void assertGoesOn(Path place, List<String> clean) throws Exception {
    try (CheckpointManager store = contract.open(place)) {
      store.save(NAME, Item.class, NEXT);
      assertThat(store.load(NAME, Item.class)).contains(NEXT);
      assertHistoryIsExact(store, place);
    }
    assertThat(tree(place)).as("files after the next save").isEqualTo(clean);
  }
}
