package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.kit.fs.Crash;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stops the store at every single change that it makes to the file system. */
class CrashSweepTest {
  private static final List<Map<String, Object>> NEXT = rows(7, "next");

  private final Path dir;
  private final FaultFileSystem files = FaultFileSystem.withoutForces();
  private int rounds;

  CrashSweepTest(@TempDir(factory = MemoryTempDir.class) Path dir) {
    this.dir = dir;
  }

  private Path prepared(Scenario scenario) throws IOException {
    Path round = Files.createDirectory(dir.resolve("r" + rounds++));
    scenario.prepare(round);
    return round;
  }

  /** Whether the change was acknowledged before the crash. */
  private boolean crash(Scenario scenario, Path round, Fault fault) {
    files.arm(fault);
    boolean acknowledged = false;
    try (ToyStore store = Scenario.open(files.path(round))) {
      scenario.change(store);
      acknowledged = true;
    } catch (Crash e) {
      assertThat(files.struck()).isEqualTo(1);
    }
    return acknowledged;
  }

  private int changes(Scenario scenario, Path round) throws Exception {
    return files.count(
        () -> {
          try (ToyStore store = Scenario.open(files.path(round))) {
            scenario.change(store);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void aCrashAtAnyChangeLeavesTheOldStateOrTheNewOne(Scenario scenario) throws Exception {
    Path clean = prepared(scenario);
    String before = Scenario.observe(clean);
    int changes = changes(scenario, clean);
    String after = Scenario.observe(clean);
    assertThat(changes).isGreaterThan(8);
    assertThat(after).isNotEqualTo(before);

    for (int k = 0; k < 2 * changes; k++) {
      Fault fault = k < changes ? Fault.crashAt(k) : Fault.crashIn(k - changes);
      Path round = prepared(scenario);
      boolean acknowledged = crash(scenario, round, fault);
      String place = fault.mode() + " " + fault.at() + " of " + files.operations();
      assertThat(Scenario.observe(round))
          .as(place)
          .isIn(acknowledged ? Set.of(after) : Set.of(before, after));
      assertNextSaveWorks(round, place);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FIRST_SAVE", "OVERWRITE", "CHANGE_OF_ENDING", "DELETE"})
  void aSecondCrashAfterTheFirstLeavesOneOfTheirStates(Scenario scenario) throws Exception {
    Path clean = prepared(scenario);
    int changes = changes(scenario, clean);
    for (int k = 0; k < changes; k += 2) {
      for (int j = 0; j < changes; j += 3) {
        Path round = prepared(scenario);
        crash(scenario, round, Fault.crashAt(k));
        String before = Scenario.observe(round);
        files.arm(Fault.crashAt(j));
        boolean acknowledged = false;
        try (ToyStore store = Scenario.open(files.path(round))) {
          store.save(Scenario.NAME, NEXT);
          acknowledged = true;
        } catch (Crash e) {
          assertThat(files.struck()).isEqualTo(1);
        }
        String next = NEXT + " verified: true";
        assertThat(Scenario.observe(round))
            .as("crashes at %d and %d of %s", k, j, files.operations())
            .isIn(acknowledged ? Set.of(next) : Set.of(before, next));
        assertNextSaveWorks(round, "crashes at " + k + " and " + j);
      }
    }
  }

  private static void assertNextSaveWorks(Path round, String place) throws IOException {
    try (ToyStore store = ToyStore.open(round, Scenario.ENDINGS)) {
      store.save(Scenario.NAME, NEXT);
      assertThat(store.load(Scenario.NAME)).as(place).contains(NEXT);
    }
    assertThat(Scenario.tree(round))
        .as(place)
        .filteredOn(p -> !p.equals("step1/a.toyz"))
        .isEqualTo(Scenario.CLEAN);
  }
}
