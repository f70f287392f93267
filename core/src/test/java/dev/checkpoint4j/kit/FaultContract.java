package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.Operation;
import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** P2 and P3: an error at every single file operation; forced in the order that lasts. */
abstract class FaultContract extends SweepPart {
  FaultContract(FileBackendContract contract) {
    super(contract);
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
      if (!fault.forEver() && scenario.overOld && scenario.after().isPresent()) {
        List<String> left = filled(place);
        assertThat(clean).as("files right after %s at %s", fault, n).containsAll(left);
        if (load(place).equals(scenario.before())) {
          assertThat(left).as("nothing of the save that failed").doesNotHaveDuplicates();
        }
      }
      assertGoesOn(place, clean);
    }
  }

  /** The files with bytes in them: empty ones may wait for the next save. */
  private static List<String> filled(Path place) {
    return snapshot(place).keySet().stream()
        .map(file -> place.relativize(file).toString())
        .filter(file -> !isOfHistory(file))
        .map(FilePart::shape)
        .toList();
  }

  /** Runs into the fault; which states the store may then be in. */
  private List<Optional<List<Item>>> outcomesOf(Scenario scenario, Path place, Fault fault) {
    CheckpointManager store = contract.open(faults.path(place));
    faults.arm(fault);
    try {
      scenario.run(store);
      return List.of(scenario.after());
    } catch (CommitOutcomeUnknownException e) {
      return List.of(scenario.before(), scenario.after());
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).contains(NAME);
      return scenario.after().isPresent()
          ? List.of(scenario.before())
          : List.of(scenario.before(), scenario.after());
    } finally {
      faults.disarm();
      store.close();
    }
  }

  /** What an overwrite does, up to the moment when the new version is durable. */
  private List<Operation> untilDurable() throws Exception {
    Path place = prepared(Scenario.OVERWRITE);
    try (CheckpointManager store = contract.open(faults.path(place))) {
      faults.disarm();
      Scenario.OVERWRITE.run(store);
    }
    List<Operation> operations = faults.operations();
    int commit = -1;
    for (int i = 0; i < operations.size(); i++) {
      boolean moves = operations.get(i).kind() == Kind.MOVE;
      commit =
          moves && !operations.get(i).target().toString().contains(".checkpoint4j") ? i : commit;
    }
    assertThat(commit).as("the rename of the data into its place").isNotNegative();
    int end = commit;
    while (end < operations.size() && operations.get(end).kind() != Kind.FORCE) {
      end++;
    }
    assertThat(end).as("a force after the rename").isLessThan(operations.size());
    return operations.subList(0, end + 1);
  }

  @Test
  void aFailedForceIsNeverAcknowledged() throws Exception {
    Scenario scenario = Scenario.OVERWRITE;
    long forces = untilDurable().stream().filter(o -> o.kind() == Kind.FORCE).count();
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
      assertThat(load(place)).isIn(scenario.before(), scenario.after());
    }
  }

  @Test
  void everythingIsForcedInTheOrderThatAPowerCutNeeds() throws Exception {
    List<Operation> operations = untilDurable();
    List<Operation> moves = operations.stream().filter(o -> o.kind() == Kind.MOVE).toList();
    assertThat(moves).as("renames into place").isNotEmpty();
    for (Operation move : moves) {
      int at = operations.indexOf(move);
      List<Operation> ofSource =
          operations.subList(0, at).stream().filter(o -> o.path().equals(move.path())).toList();
      int forced = lastOf(ofSource, Kind.FORCE);
      assertThat(forced).as("%s is forced before it is renamed", move).isNotNegative();
      assertThat(lastOf(ofSource, Kind.WRITE)).as("and not written after").isLessThan(forced);
      assertThat(operations.subList(at, operations.size()))
          .as("the directory is forced after %s", move)
          .anyMatch(o -> o.kind() == Kind.FORCE && o.path().equals(move.target().getParent()));
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
}
