package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.Reuse;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.multi.FaultyStore.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every store fails in every operation in turn, under every strategy and every policy. The tables
 * below say what comes of it; three stores {@code a}, {@code b}, {@code c} hold version 1 of {@code
 * x} beforehand.
 */
class EveryFailureTest {
  private static final List<Map<String, Object>> OLD = List.of(Map.of("n", 1));
  private static final List<Map<String, Object>> NEW = List.of(Map.of("n", 2));
  private static final TypeRef<Map<String, Object>> ROW = TypeRef.mapRow();
  private static final Set<Fault> SAVE_FAULTS =
      EnumSet.of(Fault.BEGIN, Fault.WRITE, Fault.PREPARE, Fault.COMMIT);
  private static final Set<Fault> READ_FAULTS =
      EnumSet.of(Fault.OPEN, Fault.OPEN_UNEXPECTEDLY, Fault.READ_DAMAGED);

  /**
   * A save with one store failing: which stores have the new version afterwards, {@code !} before
   * it if the save throws. Columns: the failing store is a, b, c. What differs where the failure
   * strikes at the switch itself stands behind a slash.
   */
  private static final String[][] SAVES = {
    {"all-enabled", "FAIL_FAST", "!", "!/!a", "!/!ab"},
    {"all-enabled", "REQUIRE_ALL", "!", "!/!ac", "!/!ab"},
    {"all-enabled", "REQUIRE_PRIMARY", "!", "ac", "ab"},
    {"all-enabled", "BEST_EFFORT", "bc", "ac", "ab"},
    {"primary-only", "FAIL_FAST", "!", "a", "a"},
    {"primary-only", "REQUIRE_ALL", "!", "a", "a"},
    {"primary-only", "REQUIRE_PRIMARY", "!", "a", "a"},
    {"primary-only", "BEST_EFFORT", "!", "a", "a"},
    {"quorum-2", "FAIL_FAST", "!", "!/!a", "!/!ab"},
    {"quorum-2", "REQUIRE_ALL", "!", "!/!ac", "!/!ab"},
    {"quorum-2", "REQUIRE_PRIMARY", "!", "ac", "ab"},
    {"quorum-2", "BEST_EFFORT", "bc", "ac", "ab"},
    {"quorum-3", "BEST_EFFORT", "!", "!/!ac", "!/!ab"},
  };

  /**
   * A load with one store failing or damaged: from which store the copy comes, {@code !} if none.
   */
  private static final String[][] LOADS = {
    {"FIRST_FOUND", "b", "a", "a"},
    {"PRIORITY", "!", "a", "a"},
    {"NEWEST_VALID", "b", "a", "a"},
    {"FASTEST", "bc", "ac", "ab"},
  };

  /** A delete or a list with one store failing: {@code !} if it throws. */
  private static final String[][] DELETES = {
    {"FAIL_FAST", "!abc", "!bc", "!c"},
    {"REQUIRE_ALL", "!a", "!b", "!c"},
    {"REQUIRE_PRIMARY", "!a", "!b", "!c"},
    {"BEST_EFFORT", "a", "b", "c"},
  };

  /** As {@link #SAVES} for a rollback and a tag, of which the stores change one by one. */
  private static final String[][] ROLLBACKS = {
    {"FAIL_FAST", "!", "!a", "!ab"},
    {"REQUIRE_ALL", "!", "!ac", "!ab"},
    {"REQUIRE_PRIMARY", "!", "ac", "ab"},
    {"BEST_EFFORT", "bc", "ac", "ab"},
  };

  private static final String[][] TAGS = {
    {"FAIL_FAST", "!", "!a", "!ab"},
    {"REQUIRE_ALL", "!bc", "!ac", "!ab"},
    {"REQUIRE_PRIMARY", "!bc", "ac", "ab"},
    {"BEST_EFFORT", "bc", "ac", "ab"},
  };

  private static final String[][] LISTS = {
    {"FAIL_FAST", "!", "!", "!"},
    {"REQUIRE_ALL", "!", "!", "!"},
    {"REQUIRE_PRIMARY", "!", "x", "x"},
    {"BEST_EFFORT", "x", "x", "x"},
  };

  /** Three stores in memory with something in them. */
  private static final class Stores implements AutoCloseable {
    final List<FaultyStore> all = new ArrayList<>();
    final MultiCheckpointManager manager;

    Stores(SaveStrategy save, LoadStrategy load, FailurePolicy policy) {
      String place = UUID.randomUUID().toString();
      MultiCheckpointManager.Builder builder = MultiCheckpointManager.builder();
      for (String name : List.of("a", "b", "c")) {
        all.add(FaultyStore.open(place + name));
        all.get(all.size() - 1).saveRows("x", OLD);
        builder.add(name, all.get(all.size() - 1));
      }
      manager = builder.save(save).load(load).onFailure(policy).build();
    }

    /** The stores whose copy is this. */
    String having(List<Map<String, Object>> rows) {
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < all.size(); i++) {
        all.get(i).faults.clear();
        if (all.get(i).loadRows("x").filter(rows::equals).isPresent()) {
          names.append("abc".charAt(i));
        }
      }
      return names.toString();
    }

    @Override
    public void close() {
      manager.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> aSaveWithOneFailingStore() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String[] row : SAVES) {
      for (int store = 0; store < 3; store++) {
        for (Fault fault : SAVE_FAULTS) {
          for (LoadStrategy load : LoadStrategy.values()) {
            String[] cell = row[2 + store].split("/", -1);
            String expected = fault == Fault.COMMIT ? cell[cell.length - 1] : cell[0];
            int failing = store;
            tests.add(
                DynamicTest.dynamicTest(
                    row[0]
                        + " "
                        + row[1]
                        + " "
                        + load
                        + ", "
                        + "abc".charAt(store)
                        + " at "
                        + fault,
                    () -> save(row, load, failing, fault, expected)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static void save(
      String[] row, LoadStrategy load, int failing, Fault fault, String expected) {
    SaveStrategy strategy = SaveStrategy.parse(row[0]).orElseThrow();
    try (Stores stores = new Stores(strategy, load, FailurePolicy.valueOf(row[1]))) {
      stores.all.get(failing).faults.add(fault);
      String thrown = "";
      try {
        SaveResult result = stores.manager.saveRows("x", NEW);
        assertThat(result.version()).isEqualTo(2);
        assertThat(result.parts()).hasSize(3);
        for (int i = 0; i < 3; i++) {
          assertThat(result.parts().get(i).saved())
              .as("part %s", i)
              .isEqualTo(expected.indexOf("abc".charAt(i)) >= 0);
        }
      } catch (MultiCheckpointException e) {
        thrown = "!";
        assertThat(e.outcomes()).hasSize(3);
        assertThat(e.outcomes().get(failing).isFailure()).isTrue();
        assertThat(e.getCause()).hasMessageContaining("made to fail at " + fault);
        assertThat(e).hasMessageContaining("abc".charAt(failing) + " failed");
      }
      stores.all.get(failing).faults.clear();
      String found = stores.manager.loadRows("x").orElseThrow().equals(NEW) ? "new" : "old";
      assertThat(thrown + stores.having(NEW)).isEqualTo(expected);
      if (load != LoadStrategy.PRIORITY) {
        // What was saved anywhere is found, although an older copy stands before it.
        assertThat(found).isEqualTo(stores.having(NEW).isEmpty() ? "old" : "new");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> aLoadWithOneFailingStore() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String[] row : LOADS) {
      for (int store = 0; store < 3; store++) {
        for (Fault fault : READ_FAULTS) {
          for (FailurePolicy policy : FailurePolicy.values()) {
            String expected = row[1 + store];
            int failing = store;
            tests.add(
                DynamicTest.dynamicTest(
                    row[0] + " " + policy + ", " + "abc".charAt(store) + " at " + fault,
                    () -> load(LoadStrategy.valueOf(row[0]), policy, failing, fault, expected)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static void load(
      LoadStrategy load, FailurePolicy policy, int failing, Fault fault, String expected) {
    try (Stores stores = new Stores(SaveStrategy.allEnabled(), load, policy)) {
      stores.all.get(failing).faults.add(fault);
      String from = "!";
      try {
        LoadReport<Map<String, Object>> report = stores.manager.loadReported("x", ROW);
        assertThat(report.records()).contains(OLD);
        from =
            report.children().stream()
                .filter(o -> o.status() == ChildOutcome.Status.FOUND)
                .map(ChildOutcome::child)
                .findFirst()
                .orElse("");
        if (expected.equals("b")) {
          assertThat(report.children().get(0).isFailure()).isTrue();
        }
        assertThat(stores.manager.queryRows("x").count()).isEqualTo(1);
        assertThat(stores.manager.streamRows("x").toList()).isEqualTo(OLD);
      } catch (CheckpointException e) {
        assertThat(e instanceof CorruptCheckpointException).isEqualTo(fault == Fault.READ_DAMAGED);
      } catch (IllegalStateException e) {
        assertThat(fault).isEqualTo(Fault.OPEN_UNEXPECTEDLY);
      }
      assertThat(expected).contains(from);
    }
  }

  @TestFactory
  Stream<DynamicTest> aLoadOfNothingWithOneFailingStoreIsNoAnswer() {
    List<DynamicTest> tests = new ArrayList<>();
    for (FailurePolicy policy : FailurePolicy.values()) {
      for (LoadStrategy load : LoadStrategy.values()) {
        tests.add(
            DynamicTest.dynamicTest(
                load + " " + policy,
                () -> {
                  try (Stores stores = new Stores(SaveStrategy.allEnabled(), load, policy)) {
                    stores.all.get(0).faults.add(Fault.OPEN);
                    boolean thrown = false;
                    try {
                      assertThat(stores.manager.loadRows("unknown")).isEmpty();
                    } catch (CheckpointException e) {
                      thrown = true;
                    }
                    assertThat(thrown)
                        .isEqualTo(
                            policy != FailurePolicy.BEST_EFFORT || load == LoadStrategy.PRIORITY);
                  }
                }));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> aDeleteWithOneFailingStore() {
    return cells(DELETES)
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    cell.title(),
                    () -> {
                      try (Stores stores = cell.stores()) {
                        stores.all.get(cell.failing()).faults.add(Fault.DELETE);
                        String thrown = "";
                        try {
                          assertThat(stores.manager.delete("x")).isTrue();
                        } catch (MultiCheckpointException e) {
                          thrown = "!";
                          assertThat(e).hasMessageContaining("made to fail");
                        }
                        assertThat(thrown + stores.having(OLD)).isEqualTo(cell.expected());
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aListWithOneFailingStore() {
    return cells(LISTS)
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    cell.title(),
                    () -> {
                      try (Stores stores = cell.stores()) {
                        stores.all.get(cell.failing()).faults.add(Fault.LIST);
                        String names;
                        try {
                          names = String.join(",", stores.manager.list());
                        } catch (MultiCheckpointException e) {
                          names = "!";
                        }
                        assertThat(names).isEqualTo(cell.expected());
                        // An info needs one store alone.
                        assertThat(stores.manager.info("x")).isPresent();
                      }
                    }));
  }

  private record Cell(FailurePolicy policy, int failing, String expected) {
    String title() {
      return policy + ", " + "abc".charAt(failing);
    }

    Stores stores() {
      return new Stores(SaveStrategy.allEnabled(), LoadStrategy.FIRST_FOUND, policy);
    }
  }

  private static Stream<Cell> cells(String[][] table) {
    List<Cell> cells = new ArrayList<>();
    for (String[] row : table) {
      for (int store = 0; store < 3; store++) {
        cells.add(new Cell(FailurePolicy.valueOf(row[0]), store, row[1 + store]));
      }
    }
    return cells.stream();
  }

  @TestFactory
  Stream<DynamicTest> anInfoWithOneFailingStoreIsThatOfTheNext() {
    return Stream.of(LoadStrategy.values())
        .map(
            load ->
                DynamicTest.dynamicTest(
                    load.name(),
                    () -> {
                      try (Stores stores =
                          new Stores(
                              SaveStrategy.allEnabled(), load, FailurePolicy.REQUIRE_PRIMARY)) {
                        stores.all.get(0).faults.add(Fault.INFO);
                        boolean found;
                        try {
                          found = stores.manager.info("x").isPresent();
                        } catch (CheckpointException e) {
                          found = false;
                        }
                        assertThat(found).isEqualTo(load != LoadStrategy.PRIORITY);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aRollbackWithOneFailingStore() {
    return cells(ROLLBACKS)
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    cell.title(),
                    () -> {
                      try (Stores stores = cell.stores()) {
                        stores.manager.saveRows("x", NEW);
                        stores.all.get(cell.failing()).faults.add(Fault.ROLLBACK);
                        String thrown = "";
                        try {
                          SaveResult back = stores.manager.rollback("x", 1).orElseThrow();
                          assertThat(back.version()).isEqualTo(3);
                          assertThat(back.parts()).hasSize(3);
                        } catch (MultiCheckpointException e) {
                          thrown = "!";
                          assertThat(e).hasMessageContaining("made to fail at ROLLBACK");
                        }
                        assertThat(thrown + stores.having(OLD)).isEqualTo(cell.expected());
                        String found = stores.having(OLD);
                        assertThat(stores.manager.loadRows("x"))
                            .contains(found.isEmpty() ? NEW : OLD);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aTagWithOneFailingStore() {
    return cells(TAGS)
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    cell.title(),
                    () -> {
                      try (Stores stores = cell.stores()) {
                        stores.all.get(cell.failing()).faults.add(Fault.TAG);
                        String thrown = "";
                        try {
                          assertThat(stores.manager.tag("x", 1, "kept")).isTrue();
                        } catch (MultiCheckpointException e) {
                          thrown = "!";
                        }
                        StringBuilder tagged = new StringBuilder(thrown);
                        for (int i = 0; i < 3; i++) {
                          boolean has =
                              stores.all.get(i).versions("x").get(0).tags().contains("kept");
                          tagged.append(has ? "abc".substring(i, i + 1) : "");
                        }
                        assertThat(tagged).hasToString(cell.expected());
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> versionsAndPruneWithOneFailingStore() {
    return cells(LISTS)
        .map(
            cell ->
                DynamicTest.dynamicTest(
                    cell.title(),
                    () -> {
                      try (Stores stores = cell.stores()) {
                        stores.manager.saveRows("x", NEW);
                        FaultyStore failing = stores.all.get(cell.failing());
                        failing.faults.add(Fault.VERSIONS);
                        failing.faults.add(Fault.PRUNE);
                        // As with a load, one store that answers is enough.
                        assertThat(stores.manager.versions("x")).hasSize(2);
                        assertThat(stores.manager.load("x", ROW, 1)).contains(OLD);
                        boolean thrown = false;
                        try {
                          assertThat(stores.manager.prune(false).files()).isEmpty();
                        } catch (MultiCheckpointException e) {
                          thrown = true;
                        }
                        assertThat(thrown).isEqualTo(cell.expected().equals("!"));
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aStepWhosePrimaryFailsGoesOnInTheNextStoreWithBestEffortAlone() {
    return Stream.of(FailurePolicy.values())
        .map(
            policy ->
                DynamicTest.dynamicTest(
                    policy.name(),
                    () -> {
                      try (Stores stores =
                          new Stores(SaveStrategy.allEnabled(), LoadStrategy.FIRST_FOUND, policy)) {
                        stores.all.get(0).faults.add(Fault.STEP);
                        Fingerprint fingerprint = Fingerprint.of("v");
                        boolean computed;
                        try {
                          computed =
                              stores
                                  .manager
                                  .getOrCompute("y", ROW, fingerprint, Reuse.REUSE, () -> NEW)
                                  .equals(NEW);
                        } catch (CheckpointException e) {
                          computed = false;
                        }
                        assertThat(computed).isEqualTo(policy == FailurePolicy.BEST_EFFORT);
                      }
                    }));
  }
}
