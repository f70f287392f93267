package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.Operation;
import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** P1, P2, P3: the store stopped, or failed, at every single file operation. */
abstract class CrashContract extends FilePart {
  private static final List<Item> OLD = Samples.items(1, 40);
  private static final List<Item> NEXT = Samples.items(3, 3);

  private final FaultFileSystem faults = FaultFileSystem.create();
  private int places;

  CrashContract(FileBackendContract contract) {
    super(contract);
  }

  /** What is being done when it strikes; empty lists of records stand for no checkpoint. */
  private enum Scenario {
    FIRST_SAVE(false, Samples.items(2, 30)),
    OVERWRITE(true, Samples.items(2, 40)),
    SHORTER_OVERWRITE(true, Samples.items(2, 1)),
    LONGER_WRITER(true, Samples.items(2, 700)),
    EMPTY_OVERWRITE(true, List.of()),
    DELETE(true, null);

    private final boolean overOld;
    private final Optional<List<Item>> after;

    @SuppressWarnings("NullAway") // Optional.ofNullable takes it
    Scenario(boolean overOld, List<Item> after) {
      this.overOld = overOld;
      this.after = Optional.ofNullable(after);
    }

    Optional<List<Item>> before() {
      return overOld ? Optional.of(OLD) : Optional.empty();
    }

    void run(CheckpointManager store) {
      if (after.isEmpty()) {
        store.delete(NAME);
      } else if (this == LONGER_WRITER) {
        try (CheckpointWriter<Item> writer = store.writer(NAME, Item.class)) {
          after.get().forEach(writer::write);
          writer.commit();
        }
      } else {
        store.save(NAME, Item.class, after.get());
      }
    }
  }

  /** A fresh place in which the scenario's old checkpoint lies. */
  private Path prepared(Scenario scenario) {
    Path place = directory().resolveSibling("place-" + places++);
    scenario
        .before()
        .ifPresent(
            old -> {
              try (CheckpointManager store = contract.open(place)) {
                store.save(NAME, Item.class, old);
              }
            });
    return place;
  }

  private int countOperations(Scenario scenario) throws Exception {
    Path place = prepared(scenario);
    try (CheckpointManager store = contract.open(faults.path(place))) {
      int count = faults.count(() -> scenario.run(store));
      assertThat(count).as("operations through the given file system").isGreaterThan(2);
      return count;
    }
  }

  /** The files that are there when nothing ever went wrong. */
  private List<String> cleanTree(Scenario scenario) throws Exception {
    Path place = prepared(scenario);
    try (CheckpointManager store = contract.open(place)) {
      scenario.run(store);
      store.save(NAME, Item.class, NEXT);
    }
    return tree(place);
  }

  private static Stream<DynamicTest> forEachScenario(ScenarioTest test) {
    return Arrays.stream(Scenario.values())
        .map(s -> DynamicTest.dynamicTest(s.toString(), () -> test.run(s)));
  }

  private interface ScenarioTest {
    void run(Scenario scenario) throws Exception;
  }

  private Optional<List<Item>> load(Path place) {
    try (CheckpointManager store = contract.open(place)) {
      Optional<List<Item>> loaded = store.load(NAME, Item.class);
      assertThat(store.list()).isEqualTo(loaded.isPresent() ? List.of(NAME) : List.of());
      assertThat(store.exists(NAME)).isEqualTo(loaded.isPresent());
      assertThat(store.verify(NAME).status())
          .isEqualTo(
              loaded.isPresent() ? Verification.Status.INTACT : Verification.Status.ABSENT);
      return loaded;
    }
  }

  /** The next save needs no repair and leaves nothing of what went wrong. */
  private void assertGoesOn(Path place, List<String> clean) throws Exception {
    try (CheckpointManager store = contract.open(place)) {
      store.save(NAME, Item.class, NEXT);
      assertThat(store.load(NAME, Item.class)).contains(NEXT);
    }
    assertThat(tree(place)).as("files after the next save").isEqualTo(clean);
  }

  @TestFactory
  Stream<DynamicTest> stoppedBeforeEachOperationTheOldOrTheNewIsThere() {
    return forEachScenario(scenario -> crashSweep(scenario, Fault::crashAt));
  }

  @TestFactory
  Stream<DynamicTest> stoppedInTheMiddleOfEachOperationTheOldOrTheNewIsThere() {
    return forEachScenario(scenario -> crashSweep(scenario, Fault::crashIn));
  }

  private void crashSweep(Scenario scenario, IntFunction<Fault> crash) throws Exception {
    int operations = countOperations(scenario);
    List<String> clean = cleanTree(scenario);
    for (int n = 0; n < operations; n++) {
      Path place = prepared(scenario);
      crash(scenario, place, crash.apply(n));
      assertThat(load(place))
          .as("after a stop at operation %s of %s", n, operations)
          .isIn(scenario.before(), scenario.after);
      assertGoesOn(place, clean);
    }
  }

  private void crash(Scenario scenario, Path place, Fault fault) {
    CheckpointManager store = contract.open(faults.path(place));
    faults.arm(fault);
    assertThatThrownBy(() -> scenario.run(store)).isInstanceOf(Crash.class);
    faults.disarm();
  }

  @Test
  void stoppedAgainInTheSaveAfterAStopTheOldOrTheNewIsThere() throws Exception {
    Scenario scenario = Scenario.OVERWRITE;
    int operations = countOperations(scenario);
    List<String> clean = cleanTree(scenario);
    for (int first = 0; first < operations; first += 3) {
      for (int second = 0; second < operations; second += 2) {
        Path place = prepared(scenario);
        crash(scenario, place, Fault.crashIn(first));
        Optional<List<Item>> between = load(place);
        CheckpointManager store = contract.open(faults.path(place));
        faults.arm(Fault.crashIn(second));
        try {
          store.save(NAME, Item.class, NEXT);
          faults.disarm();
          assertThat(load(place)).contains(NEXT);
        } catch (Crash e) {
          faults.disarm();
          assertThat(load(place)).isIn(between, Optional.of(NEXT));
        }
        assertGoesOn(place, clean);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> failedOnceAtEachOperationTheOldIsThereOrTheOutcomeIsSaid() {
    return forEachScenario(scenario -> faultSweep(scenario, Fault::failAt));
  }

  @TestFactory
  Stream<DynamicTest> failedForEverFromEachOperationTheOldIsThereOrTheOutcomeIsSaid() {
    return forEachScenario(scenario -> faultSweep(scenario, Fault::failFrom));
  }

  @TestFactory
  Stream<DynamicTest> doneButReportedAsFailedAtEachOperationTheOutcomeIsSaid() {
    return forEachScenario(scenario -> faultSweep(scenario, Fault::failAfter));
  }

  private void faultSweep(Scenario scenario, IntFunction<Fault> faultAt) throws Exception {
    int operations = countOperations(scenario);
    List<String> clean = cleanTree(scenario);
    for (int n = 0; n < operations; n++) {
      Path place = prepared(scenario);
      Fault fault = faultAt.apply(n);
      List<Optional<List<Item>>> allowed = outcomesOf(scenario, place, fault);
      assertThat(load(place)).as("after %s at %s", fault, n).isIn(allowed);
      if (!fault.forEver() && scenario.overOld && scenario.after.isPresent()) {
        assertThat(clean).as("files right after %s at %s", fault, n).containsAll(tree(place));
      }
      assertGoesOn(place, clean);
    }
  }

  /** Runs into the fault; which states the store may then be in. */
  private List<Optional<List<Item>>> outcomesOf(Scenario scenario, Path place, Fault fault) {
    try (CheckpointManager store = contract.open(faults.path(place))) {
      faults.arm(fault);
      scenario.run(store);
      return List.of(scenario.after);
    } catch (CommitOutcomeUnknownException e) {
      return List.of(scenario.before(), scenario.after);
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).contains(NAME);
      return scenario.after.isPresent()
          ? List.of(scenario.before())
          : List.of(scenario.before(), scenario.after);
    } finally {
      faults.disarm();
    }
  }

  @Test
  void aFailedForceIsNeverAcknowledged() throws Exception {
    Scenario scenario = Scenario.OVERWRITE;
    Path counted = prepared(scenario);
    int forces;
    try (CheckpointManager store = contract.open(faults.path(counted))) {
      faults.disarm();
      scenario.run(store);
      forces = (int) faults.operations().stream().filter(o -> o.kind() == Kind.FORCE).count();
    }
    assertThat(forces).as("forces of files and directories").isGreaterThanOrEqualTo(2);
    for (int n = 0; n < forces; n++) {
      Path place = prepared(scenario);
      try (CheckpointManager store = contract.open(faults.path(place))) {
        faults.arm(Fault.failAt(n).among(o -> o.kind() == Kind.FORCE));
        assertThatThrownBy(() -> scenario.run(store))
            .as("force %s", n)
            .isInstanceOf(CheckpointException.class);
        faults.disarm();
      }
      assertThat(load(place)).isIn(scenario.before(), scenario.after);
    }
  }

  @Test
  void everythingIsForcedInTheOrderThatAPowerCutNeeds() throws Exception {
    Path place = prepared(Scenario.OVERWRITE);
    try (CheckpointManager store = contract.open(faults.path(place))) {
      faults.disarm();
      Scenario.OVERWRITE.run(store);
    }
    List<Operation> operations = faults.operations();
    List<Operation> moves = operations.stream().filter(o -> o.kind() == Kind.MOVE).toList();
    assertThat(moves).as("renames into place").isNotEmpty();
    for (Operation move : moves) {
      int at = operations.indexOf(move);
      List<Operation> ofSource =
          operations.subList(0, at).stream().filter(o -> o.path().equals(move.path())).toList();
      int forced = lastOf(ofSource, Kind.FORCE);
      assertThat(forced).as("%s is forced before it is renamed", move).isNotNegative();
      assertThat(lastOf(ofSource, Kind.WRITE)).as("and not written after").isLessThan(forced);
      assertThat(
              operations.subList(at, operations.size()).stream()
                  .anyMatch(o -> o.kind() == Kind.FORCE && o.path().equals(move.target().getParent())))
          .as("the directory is forced after %s", move)
          .isTrue();
    }
  }

  private static int lastOf(List<Operation> operations, Kind kind) {
    for (int i = operations.size() - 1; i >= 0; i--) {
      if (operations.get(i).kind() == kind) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void aReadThatFailsIsAnErrorAndNeverAbsence() throws Exception {
    Path place = prepared(Scenario.OVERWRITE);
    CheckpointManager store = contract.open(faults.path(place));
    faults.disarm();
    assertThat(store.load(NAME, Item.class)).contains(OLD);
    int operations = faults.operations().size();
    for (int n = 0; n < operations; n++) {
      for (boolean forEver : new boolean[] {false, true}) {
        Fault fault = (forEver ? Fault.failFrom(n) : Fault.failAt(n)).among(o -> true);
        faults.arm(fault);
        try {
          assertThat(store.load(NAME, Item.class)).as("%s at %s", fault, n).contains(OLD);
        } catch (CheckpointException e) {
          assertThat(e).hasMessageContaining(NAME);
        }
        faults.disarm();
      }
    }
    assertThat(store.load(NAME, Item.class)).contains(OLD);
    store.close();
  }

  @Test
  void listAndInfoThatFailAreErrorsAndNeverAbsence() throws Exception {
    Path place = prepared(Scenario.OVERWRITE);
    CheckpointManager store = contract.open(faults.path(place));
    List<Runnable> reads = new ArrayList<>();
    reads.add(() -> assertThat(store.list()).containsExactly(NAME));
    reads.add(() -> assertThat(store.info(NAME)).isPresent());
    reads.add(() -> assertThat(store.exists(NAME)).isTrue());
    for (Runnable read : reads) {
      faults.disarm();
      read.run();
      int operations = faults.operations().size();
      for (int n = 0; n < operations; n++) {
        faults.arm(Fault.failAt(n).among(o -> true));
        try {
          read.run();
        } catch (CheckpointException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
        faults.disarm();
      }
    }
    store.close();
  }

  @Test
  void withoutDurabilityASaveIsStillAtomic() throws Exception {
    for (int n = 0; n < 40; n++) {
      Path place = prepared(Scenario.OVERWRITE);
      CheckpointManager store =
          contract.open(faults.path(place), Map.of("durability", "none"));
      faults.arm(Fault.crashIn(n));
      try {
        Scenario.OVERWRITE.run(store);
        assertThat(faults.operations()).noneMatch(o -> o.kind() == Kind.FORCE);
      } catch (Crash e) {
        assertThat(Files.exists(place)).isTrue();
      }
      faults.disarm();
      assertThat(load(place)).isIn(Scenario.OVERWRITE.before(), Scenario.OVERWRITE.after);
    }
  }
}
