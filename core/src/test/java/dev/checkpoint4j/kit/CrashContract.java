package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** P1 and P3: the store stopped at every single file operation. */
abstract class CrashContract extends SweepPart {
  CrashContract(FileBackendContract contract) {
    super(contract);
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
          .isIn(scenario.before(), scenario.after());
      assertGoesOn(place, clean);
    }
  }

  private void crash(Scenario scenario, Path place, Fault fault) {
    assertThat(crashes(place, fault, scenario::run)).as("%s was reached", fault).isTrue();
  }

  /** Runs into the crash; false if the work was done before it. */
  private boolean crashes(Path place, Fault fault, Consumer<CheckpointManager> work) {
    CheckpointManager store = contract.open(faults.path(place));
    faults.arm(fault);
    try {
      work.accept(store);
      return false;
    } catch (Crash e) {
      return true;
    } catch (CommitOutcomeUnknownException e) {
      assertThat(e).hasRootCauseInstanceOf(Crash.class);
      return true;
    } finally {
      closeCrashed(store);
      faults.disarm();
    }
  }

  /** As the system does with a dead process: locks are given back, but nothing is tidied up. */
  private static void closeCrashed(CheckpointManager store) {
    try {
      store.close();
    } catch (Crash e) {
      assertThat(e).hasMessageContaining("stopped");
    }
  }

  @Test
  void stoppedAgainInTheSaveAfterAStopTheOldOrTheNewIsThere() throws Exception {
    Scenario scenario = Scenario.OVERWRITE;
    int operations = countOperations(scenario);
    List<String> clean = cleanTree(scenario);
    for (int first = 0; first < operations; first += 4) {
      for (int second = 0; second < operations; second += 3) {
        Path place = prepared(scenario);
        crash(scenario, place, Fault.crashIn(first));
        Optional<List<Item>> between = load(place);
        boolean crashed =
            crashes(place, Fault.crashIn(second), store -> store.save(NAME, Item.class, NEXT));
        Optional<List<Item>> after = load(place);
        assertThat(after)
            .as("after stops at %s and %s", first, second)
            .isIn(crashed ? List.of(between, Optional.of(NEXT)) : List.of(Optional.of(NEXT)));
        assertGoesOn(place, clean);
      }
    }
  }

  @Test
  void withoutDurabilityASaveIsStillAtomic() throws Exception {
    for (int n = 0; n < 40; n++) {
      Path place = prepared(Scenario.OVERWRITE);
      CheckpointManager store = contract.open(faults.path(place), Map.of("durability", "none"));
      faults.arm(Fault.crashIn(n));
      try {
        Scenario.OVERWRITE.run(store);
        assertThat(faults.operations()).noneMatch(o -> o.kind() == Kind.FORCE);
      } catch (Crash | CommitOutcomeUnknownException e) {
        assertThat(faults.struck()).isEqualTo(1);
      }
      closeCrashed(store);
      faults.disarm();
      assertThat(load(place)).isIn(Scenario.OVERWRITE.before(), Scenario.OVERWRITE.after());
    }
  }
}
