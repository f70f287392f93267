package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.VersionDiff;
import dev.checkpoint4j.VersionDiff.Kind;
import dev.checkpoint4j.VersionDiff.RowChange;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.kit.Samples.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Older versions can be read, named, compared and brought back. */
abstract class VersionsContract extends ContractPart {
  VersionsContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void needsVersions() {
    needs(Capability.VERSIONS);
  }

  private void save(long... generations) {
    for (long generation : generations) {
      manager.save(NAME, Item.class, Samples.items(generation, 4));
    }
  }

  private List<Long> numbers() {
    return manager.versions(NAME).stream().map(VersionInfo::version).toList();
  }

  @Test
  void theVersionBeforeTheCurrentOneIsKept() {
    assertThat(manager.versions(NAME)).isEmpty();
    save(1, 2, 3);
    assertThat(numbers()).containsExactly(3L, 2L);
    assertThat(manager.versions(NAME))
        .extracting(VersionInfo::current)
        .containsExactly(true, false);
    assertThat(manager.load(NAME, Item.class, 3)).contains(Samples.items(3, 4));
    assertThat(manager.load(NAME, Item.class, 2)).contains(Samples.items(2, 4));
    assertThat(manager.load(NAME, Item.class, 1)).isEmpty();
    assertThat(manager.load(NAME, Item.class, 99)).isEmpty();
    try (Stream<Item> old = manager.stream(NAME, TypeRef.of(Item.class), 2)) {
      assertThat(old).containsExactlyElementsOf(Samples.items(2, 4));
    }
  }

  @Test
  void aTaggedVersionIsKeptForEver() {
    save(1);
    assertThat(manager.tag(NAME, 1, "baseline")).isTrue();
    save(2, 3, 4, 5);
    assertThat(numbers()).containsExactly(5L, 4L, 1L);
    assertThat(manager.versions(NAME).get(2).tags()).containsExactly("baseline");
    assertThat(manager.load(NAME, Item.class, 1)).contains(Samples.items(1, 4));
    assertThat(openAgain().prune(false).files()).isEmpty();
    assertThat(manager.tag(NAME, 4, "baseline")).isTrue();
    save(6, 7);
    assertThat(numbers()).containsExactly(7L, 6L, 4L);
    assertThat(manager.untag(NAME, "baseline")).isTrue();
    assertThat(manager.untag(NAME, "baseline")).isFalse();
    save(8);
    assertThat(numbers()).containsExactly(8L, 7L);
  }

  @Test
  void whatIsNotThereCannotBeTaggedOrRolledBackTo() {
    assertThat(manager.tag(NAME, 1, "x")).isFalse();
    assertThat(manager.rollback(NAME, 1)).isEmpty();
    save(1);
    assertThat(manager.tag(NAME, 2, "x")).isFalse();
    assertThat(manager.rollback(NAME, 2)).isEmpty();
    assertThatThrownBy(() -> manager.tag(NAME, 1, "not/a tag"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rollbackMakesAnOlderVersionCurrentAsANewOne() {
    save(1, 2);
    assertThat(manager.rollback(NAME, 1).orElseThrow().version()).isEqualTo(3);
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 4));
    assertThat(numbers()).containsExactly(3L, 2L);
    assertThat(manager.load(NAME, Item.class, 2)).contains(Samples.items(2, 4));
    assertThat(manager.rollback(NAME, 3).orElseThrow().version()).isEqualTo(4);
    assertThat(openAgain().load(NAME, Item.class)).contains(Samples.items(1, 4));
  }

  @Test
  void aTagBringsSeveralCheckpointsBack() {
    manager.save("a", Item.class, Samples.items(1, 1));
    manager.save("b", Item.class, Samples.items(1, 2));
    manager.tag("a", 1, "run-1");
    manager.tag("b", 1, "run-1");
    manager.save("a", Item.class, Samples.items(2, 1));
    manager.save("c", Item.class, Samples.items(2, 3));
    assertThat(manager.rollbackTo("run-1")).containsExactly("a");
    assertThat(manager.load("a", Item.class)).contains(Samples.items(1, 1));
    assertThat(manager.load("b", Item.class)).contains(Samples.items(1, 2));
    assertThat(manager.load("c", Item.class)).contains(Samples.items(2, 3));
  }

  @Test
  void asOfFindsWhatWasCurrentThen() {
    save(1, 2);
    List<VersionInfo> versions = manager.versions(NAME);
    assertThat(manager.asOf(NAME, Instant.now()).orElseThrow().version()).isEqualTo(2);
    assertThat(manager.asOf(NAME, versions.get(1).createdAt()).orElseThrow().version())
        .isEqualTo(1);
    assertThat(manager.asOf(NAME, versions.get(1).createdAt().minusNanos(1))).isEmpty();
  }

  @Test
  void diffNamesRowsAndColumns() {
    List<Item> before = Samples.items(1, 600);
    List<Item> after = new ArrayList<>(before.subList(1, 600));
    after.set(9, new Item(1, 10, "edited", before.get(10).tags()));
    after.add(Samples.item(1, 700));
    java.util.Collections.reverse(after);
    manager.save(NAME, Item.class, before);
    manager.save(NAME, Item.class, after);
    List<RowChange> changes = new ArrayList<>();
    VersionDiff diff = manager.diff(NAME, TypeRef.of(Item.class), 1, 2, Item::number, changes::add);
    assertThat(List.of(diff.added(), diff.removed(), diff.changed())).containsExactly(1L, 1L, 1L);
    assertThat(diff.changedColumns()).containsExactly(java.util.Map.entry("text", 1L));
    assertThat(changes)
        .containsExactlyInAnyOrder(
            new RowChange(Kind.ADDED, 700, List.of()),
            new RowChange(Kind.REMOVED, 0, List.of()),
            new RowChange(Kind.CHANGED, 10, List.of("text")));
    assertThat(manager.diff(NAME, Item.class, 1, 1, Item::number).isEmpty()).isTrue();
    assertThatThrownBy(() -> manager.diff(NAME, Item.class, 1, 7, Item::number))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("no version 7");
  }

  @Test
  void deleteRemovesAllVersions() {
    save(1, 2);
    manager.tag(NAME, 1, "kept");
    assertThat(manager.delete(NAME)).isTrue();
    assertThat(manager.versions(NAME)).isEmpty();
    assertThat(manager.load(NAME, Item.class, 1)).isEmpty();
    save(3);
    assertThat(numbers()).containsExactly(1L);
  }

  @Test
  void aStreamOfAnOlderVersionEndsWhateverIsSavedMeanwhile() {
    needs(Capability.SNAPSHOT_STREAMS);
    manager.save(NAME, Item.class, Samples.items(1, 3_000));
    save(2);
    try (Stream<Item> old = manager.stream(NAME, TypeRef.of(Item.class), 1)) {
      var iterator = old.iterator();
      assertThat(iterator.next()).isEqualTo(Samples.item(1, 0));
      save(3, 4);
      int count = 1;
      while (iterator.hasNext()) {
        assertThat(iterator.next()).isEqualTo(Samples.item(1, count++));
      }
      assertThat(count).isEqualTo(3_000);
    }
  }

  @Test
  void pruneOfAStoreAtRestRemovesNothing() {
    save(1, 2, 3);
    PruneReport report = manager.prune(false);
    assertThat(report.files()).isEmpty();
    assertThat(report.freedBytes()).isZero();
    assertThat(numbers()).containsExactly(3L, 2L);
  }
}
