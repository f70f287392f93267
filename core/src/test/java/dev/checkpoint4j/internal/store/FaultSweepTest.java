package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fails every single call to the file system, once, for ever after, and after it was done. */
class FaultSweepTest {
  private static final List<Map<String, Object>> NEXT = rows(7, "next");

  private final Path dir;
  private final FaultFileSystem files = FaultFileSystem.withoutForces();
  private int rounds;
  private int unknown;

  FaultSweepTest(@TempDir(factory = MemoryTempDir.class) Path dir) {
    this.dir = dir;
  }

  private Path prepared(Scenario scenario) throws IOException {
    Path round = Files.createDirectory(dir.resolve("r" + rounds++));
    scenario.prepare(round);
    return round;
  }

  @ParameterizedTest
  @EnumSource
  void aChangeThatFailsOnceKeepsTheOldState(Scenario scenario) throws Exception {
    sweep(scenario, Fault::failAt);
  }

  @ParameterizedTest
  @EnumSource
  void changesThatFailForEverKeepTheOldState(Scenario scenario) throws Exception {
    sweep(scenario, Fault::failFrom);
  }

  @ParameterizedTest
  @EnumSource
  void aChangeThatIsMadeAndReportedAsFailedLeavesOneOfTheTwo(Scenario scenario) throws Exception {
    sweep(scenario, Fault::failAfter);
  }

  @ParameterizedTest
  @EnumSource
  void aLookThatFailsKeepsTheOldState(Scenario scenario) throws Exception {
    sweep(scenario, k -> Fault.failAt(k).among(o -> !o.kind().isMutating()));
  }

  private void sweep(Scenario scenario, IntFunction<Fault> faults) throws Exception {
    Path clean = prepared(scenario);
    String before = Scenario.observe(clean);
    try (ToyStore store = Scenario.open(clean)) {
      scenario.change(store);
    }
    String after = Scenario.observe(clean);
    int k = 0;
    boolean struck = true;
    while (struck) {
      struck = round(scenario, faults.apply(k++), before, after);
    }
    assertThat(k).isGreaterThan(8);
    assertThat(unknown).as("most outcomes are known").isLessThan(4);
  }

  /** Whether the fault struck. */
  private boolean round(Scenario scenario, Fault fault, String before, String after)
      throws IOException {
    Path round = prepared(scenario);
    boolean struck;
    String place;
    try (ToyStore store = Scenario.open(files.path(round))) {
      files.arm(fault);
      Set<String> expected = change(scenario, store, before, after);
      struck = files.struck() > 0;
      place = fault.mode() + " at " + fault.at() + " of " + files.operations();
      files.disarm();
      assertThat(Scenario.observe(round)).as(place).isIn(expected);
      store.save(Scenario.NAME, NEXT);
      assertThat(store.load(Scenario.NAME)).as(place).contains(NEXT);
    }
    assertThat(Scenario.tree(round))
        .as(place)
        .filteredOn(p -> !p.equals("step1/a.toyz"))
        .isEqualTo(Scenario.CLEAN);
    return struck;
  }

  private Set<String> change(Scenario scenario, ToyStore store, String before, String after) {
    try {
      scenario.change(store);
      return Set.of(after);
    } catch (CommitOutcomeUnknownException e) {
      unknown++;
      return Set.of(before, after);
    } catch (CheckpointException e) {
      assertThat(e).isInstanceOf(CheckpointIOException.class).hasCauseInstanceOf(IOException.class);
      assertThat(e.getMessage()).startsWith("Cannot ").contains("checkpoint \"step1/a\"");
      return Set.of(before);
    }
  }
}
