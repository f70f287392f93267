package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.Samples.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Save and load: whole, exact, in order; empty is not absent. */
abstract class SaveLoadContract extends ContractPart {
  SaveLoadContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void whatWasSavedIsLoadedInOrder() {
    List<Item> items = Samples.items(1, 1_000);
    manager.save(NAME, Item.class, items);
    assertThat(manager.load(NAME, Item.class)).contains(items);
  }

  @Test
  void aMissingCheckpointIsEmptyAndNoError() {
    assertThat(manager.load(NAME, Item.class)).isEmpty();
    assertThat(manager.loadRows(NAME)).isEmpty();
    assertThat(manager.stream(NAME, Item.class)).isEmpty();
    assertThat(manager.query(NAME, Item.class).toList()).isEmpty();
    assertThat(manager.query(NAME, Item.class).count()).isZero();
    assertThat(manager.info(NAME)).isEmpty();
    assertThat(manager.accept(NAME)).isEmpty();
    assertThat(manager.exists(NAME)).isFalse();
    assertThat(manager.delete(NAME)).isFalse();
    assertThat(manager.list()).isEmpty();
  }

  @Test
  void anEmptyListIsACheckpoint() {
    SaveResult result = manager.save(NAME, Item.class, List.of());
    assertThat(result.saved()).isTrue();
    assertThat(result.rows()).isZero();
    assertThat(manager.load(NAME, Item.class)).contains(List.of());
    assertThat(manager.loadRows(NAME)).contains(List.of());
    assertThat(manager.exists(NAME)).isTrue();
    assertThat(manager.list()).containsExactly(NAME);
  }

  @Test
  void anEmptyListReplacesAFullOne() {
    manager.save(NAME, Item.class, Samples.items(1, 10));
    manager.save(NAME, Item.class, List.of());
    assertThat(manager.load(NAME, Item.class)).contains(List.of());
  }

  @Test
  void anEmptyListOfRowsWithNoClassIsACheckpoint() {
    manager.saveRows(NAME, List.of());
    assertThat(manager.loadRows(NAME)).contains(List.of());
    assertThat(manager.load(NAME, Item.class)).contains(List.of());
  }

  @Test
  void aSaveReplacesAllThatWasThere() {
    manager.save(NAME, Item.class, Samples.items(1, 100));
    manager.save(NAME, Item.class, Samples.items(2, 7));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 7));
  }

  @Test
  void aSaveMayChangeTheType() {
    manager.save(NAME, Item.class, Samples.items(1, 5));
    List<Map<String, Object>> rows = List.of(Map.of("other", "shape"));
    manager.saveRows(NAME, rows);
    assertThat(manager.loadRows(NAME)).contains(rows);
  }

  @Test
  void checkpointsDoNotDisturbEachOther() {
    for (int i = 0; i < 10; i++) {
      manager.save("step" + i + "/items", Item.class, Samples.items(i, i));
    }
    manager.delete("step3/items");
    for (int i = 0; i < 10; i++) {
      List<Item> expected = i == 3 ? null : Samples.items(i, i);
      assertThat(manager.load("step" + i + "/items", Item.class).orElse(null)).isEqualTo(expected);
    }
  }

  @Test
  void aNameMayBeTheBeginningOfAnother() {
    manager.save("a", Item.class, Samples.items(1, 1));
    manager.save("a/b", Item.class, Samples.items(2, 2));
    manager.save("a/b/c", Item.class, Samples.items(3, 3));
    assertThat(manager.list()).containsExactly("a", "a/b", "a/b/c");
    assertThat(manager.load("a", Item.class)).contains(Samples.items(1, 1));
    assertThat(manager.load("a/b", Item.class)).contains(Samples.items(2, 2));
    assertThat(manager.load("a/b/c", Item.class)).contains(Samples.items(3, 3));
  }

  @Test
  void theResultSaysWhatWasSaved() {
    SaveResult first = manager.save(NAME, Item.class, Samples.items(1, 42));
    SaveResult second = manager.save(NAME, Item.class, Samples.items(2, 43));
    assertThat(first.name()).isEqualTo(NAME);
    assertThat(first.saved()).isTrue();
    assertThat(first.rows()).isEqualTo(42);
    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.bytes()).isNotNegative();
    first.digest().ifPresent(digest -> assertThat(digest).matches("[0-9a-f]{64}"));
  }

  @Test
  void theLoadedListIsUnmodifiable() {
    manager.save(NAME, Item.class, Samples.items(1, 2));
    List<Item> loaded = manager.load(NAME, Item.class).orElseThrow();
    assertThatThrownBy(() -> loaded.add(Samples.item(1, 9)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void changingARecordAfterTheSaveChangesNothing() {
    Map<String, Object> row = new LinkedHashMap<>(Map.of("n", 1));
    byte[] bytes = {1, 2, 3};
    row.put("list", new ArrayList<>(List.of("a")));
    manager.saveRows("rows", List.of(row));
    manager.save("bytes", Holder.class, List.of(new Holder(bytes)));
    row.put("n", 2);
    bytes[0] = 9;
    assertThat(manager.loadRows("rows").orElseThrow().get(0)).containsEntry("n", 1);
    assertThat(manager.load("bytes", Holder.class).orElseThrow().get(0).bytes())
        .containsExactly(1, 2, 3);
  }

  @Test
  void changingALoadedRecordChangesNothing() {
    manager.save("bytes", Holder.class, List.of(new Holder(new byte[] {1, 2, 3})));
    manager.load("bytes", Holder.class).orElseThrow().get(0).bytes()[0] = 9;
    assertThat(manager.load("bytes", Holder.class).orElseThrow().get(0).bytes())
        .containsExactly(1, 2, 3);
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Holder(byte[] bytes) {}

  @Test
  void aNullRecordIsRefusedAndTheOldCheckpointStays() {
    CheckpointException e =
        assertRefused(
            CheckpointException.class,
            () ->
                manager.save(
                    NAME, Item.class, Arrays.asList(Samples.item(2, 0), null, Samples.item(2, 1))));
    assertThat(e).hasMessageContaining(NAME);
  }

  @Test
  void classAndTypeReferenceMeanTheSame() {
    List<Item> items = Samples.items(1, 3);
    manager.save(NAME, new TypeRef<Item>() {}, items);
    assertThat(manager.load(NAME, Item.class)).contains(items);
    assertThat(manager.load(NAME, new TypeRef<Item>() {})).contains(items);
  }

  @Test
  void savingTheSameAgainIsANewVersionOfTheSame() {
    List<Item> items = Samples.items(1, 20);
    long first = manager.save(NAME, Item.class, items).version();
    long second = manager.save(NAME, Item.class, items).version();
    assertThat(second).isEqualTo(first + 1);
    assertThat(manager.load(NAME, Item.class)).contains(items);
  }

  @Test
  void aSecondManagerSeesWhatTheFirstSaved() {
    needs(Capability.SHARED_PLACE);
    CheckpointManager second = openAgain();
    manager.save(NAME, Item.class, Samples.items(1, 3));
    assertThat(second.load(NAME, Item.class)).contains(Samples.items(1, 3));
    assertThat(second.list()).containsExactly(NAME);
    second.save(NAME, Item.class, Samples.items(2, 4));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 4));
    assertThat(second.delete(NAME)).isTrue();
    assertThat(manager.load(NAME, Item.class)).isEmpty();
  }
}
