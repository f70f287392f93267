package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.IllegalCheckpointNameException;
import dev.checkpoint4j.kit.LifecycleContract.NamedOperation;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** P9: no name reaches anything but its own checkpoint. */
abstract class NamesContract extends ContractPart {
  private CanaryTree canaries;

  NamesContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void plantCanaries() throws IOException {
    canaries = new CanaryTree(temp(), directory());
  }

  @Test
  void thereAreAtLeast150HostileNames() {
    assertThat(HostileNames.all()).hasSizeGreaterThanOrEqualTo(150);
  }

  @TestFactory
  Stream<DynamicTest> noHostileNameEscapesFrom() {
    return LifecycleContract.operations().entrySet().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.getKey(), () -> tryAllNames(operation.getValue())));
  }

  /** Refused with our exception before anything is touched, or a legal name and nothing else. */
  private void tryAllNames(NamedOperation operation) {
    manager.save("witness", Item.class, Samples.items(1, 2));
    for (String name : HostileNames.all()) {
      List<String> before = manager.list();
      try {
        operation.run(manager, name);
      } catch (IllegalCheckpointNameException e) {
        assertThat(manager.list()).as("list after the refusal").isEqualTo(before);
        assertThat(e.getMessage()).hasSizeLessThan(900).doesNotContain("\n", "\u202e", "\u0000");
      }
      assertThat(canaries.changes()).as("around the store, after %s", Exact.text(name)).isEmpty();
    }
    assertThat(manager.load("witness", Item.class)).contains(Samples.items(1, 2));
  }

  @Test
  void aNameThatIsTakenIsListedAndLoadsWhatWasSaved() {
    int accepted = 0;
    for (String name : HostileNames.all()) {
      List<Item> items = Samples.items(accepted, 2);
      try {
        manager.save(name, Item.class, items);
      } catch (IllegalCheckpointNameException e) {
        assertThatThrownBy(() -> manager.load(name, Item.class))
            .isInstanceOf(IllegalCheckpointNameException.class);
        continue;
      }
      accepted++;
      assertThat(manager.load(name, Item.class)).contains(items);
      String listed = manager.info(name).orElseThrow().name();
      assertThat(manager.list()).contains(listed);
      assertThat(manager.load(listed, Item.class)).contains(items);
      assertThat(manager.delete(listed)).isTrue();
      assertThat(manager.exists(name)).isFalse();
    }
    assertThat(accepted).isBetween(5, 40);
    assertThat(canaries.changes()).isEmpty();
  }

  @Test
  void theRefusalShowsTheNameAndTheRule() {
    assertThatThrownBy(() -> manager.load("../canary.txt", Item.class))
        .isInstanceOf(IllegalCheckpointNameException.class)
        .hasMessageContaining("\"../canary.txt\"")
        .hasMessageContaining("characters");
    assertThatThrownBy(() -> manager.load("a\u0000b", Item.class))
        .isInstanceOf(IllegalCheckpointNameException.class)
        .hasMessageContaining("\"a\\u0000b\"");
    assertThatThrownBy(() -> manager.load("", Item.class))
        .isInstanceOf(IllegalCheckpointNameException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> manager.load("nul", Item.class))
        .isInstanceOf(IllegalCheckpointNameException.class)
        .hasMessageContaining("device");
  }

  @Test
  void allLegalNamesAreTaken() {
    List<String> legal =
        List.of(
            "a",
            "Z",
            "0",
            "_",
            "a.b",
            "a-b",
            "a_b",
            "v1.2.3",
            "step1/extract",
            "2026-11-21",
            "a".repeat(100),
            "1/2/3/4/5/6/7/8",
            "x/" + "y".repeat(100),
            "console",
            "null",
            "com10",
            "a.tmp",
            "a.lock",
            "state.json");
    for (String name : legal) {
      manager.save(name, Item.class, Samples.items(name.hashCode(), 1));
    }
    assertThat(manager.list()).containsExactlyInAnyOrderElementsOf(legal);
    for (String name : legal) {
      assertThat(manager.load(name, Item.class)).contains(Samples.items(name.hashCode(), 1));
    }
    assertThat(canaries.changes()).isEmpty();
  }

  @Test
  void aKnownExtensionIsCutOff() {
    manager.save("summaries.jsonl", Item.class, Samples.items(1, 2));
    assertThat(manager.list()).containsExactly("summaries");
    for (String ending : List.of("", ".jsonl", ".parquet", ".jsonl.gz", ".jsonl.zst", ".JSONL")) {
      assertThat(manager.load("summaries" + ending, Item.class)).contains(Samples.items(1, 2));
      assertThat(manager.exists("summaries" + ending)).isTrue();
    }
    assertThat(manager.info("summaries.parquet").orElseThrow().name()).isEqualTo("summaries");
    assertThat(manager.delete("summaries.jsonl.gz")).isTrue();
    assertThat(manager.list()).isEmpty();
  }

  @Test
  void namesThatDifferInCaseAreTwoCheckpoints() {
    needs(Capability.CASE_SENSITIVE_NAMES);
    manager.save("twin", Item.class, Samples.items(1, 1));
    manager.save("TWIN", Item.class, Samples.items(2, 2));
    assertThat(manager.load("twin", Item.class)).contains(Samples.items(1, 1));
    assertThat(manager.load("TWIN", Item.class)).contains(Samples.items(2, 2));
    assertThat(manager.list()).containsExactly("TWIN", "twin");
  }

  @Test
  void aRefusedNameMakesNoStore() {
    CheckpointManager fresh = open(directory().resolveSibling("fresh"), Map.of());
    List<String> refused = new ArrayList<>();
    for (String name : HostileNames.all()) {
      try {
        fresh.load(name, Item.class);
      } catch (IllegalCheckpointNameException e) {
        refused.add(name);
      }
    }
    for (String name : refused) {
      assertThatThrownBy(() -> fresh.save(name, Item.class, Samples.items(1, 1)))
          .isInstanceOf(IllegalCheckpointNameException.class);
    }
    assertThat(refused).hasSizeGreaterThan(130);
    assertThat(directory().resolveSibling("fresh")).doesNotExist();
  }
}
