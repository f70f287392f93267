package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.kit.Samples.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams: lazy, closable, one version from the first record to the last. */
abstract class StreamContract extends ContractPart {
  private static final int ROWS = 3_000;

  StreamContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void aStreamHandsOutAllRecordsInOrder() {
    manager.save(NAME, Item.class, Samples.items(1, ROWS));
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      assertThat(stream.toList()).isEqualTo(Samples.items(1, ROWS));
    }
  }

  @Test
  void aStreamOfNothingIsEmpty() {
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      assertThat(stream).isEmpty();
    }
    manager.save(NAME, Item.class, List.of());
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      assertThat(stream).isEmpty();
    }
  }

  @Test
  void aStreamClosedEarlyHoldsNothingBack() {
    manager.save(NAME, Item.class, Samples.items(1, ROWS));
    for (int i = 0; i < 50; i++) {
      try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
        assertThat(stream.findFirst()).contains(Samples.item(1, 0));
      }
    }
    manager.save(NAME, Item.class, Samples.items(2, 2));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 2));
    assertThat(manager.delete(NAME)).isTrue();
  }

  @Test
  void aStreamMayBeClosedTwice() {
    manager.save(NAME, Item.class, Samples.items(1, 10));
    Stream<Item> stream = manager.stream(NAME, Item.class);
    stream.close();
    stream.close();
    Stream<Item> atItsEnd = manager.stream(NAME, Item.class);
    assertThat(atItsEnd.count()).isEqualTo(10);
    atItsEnd.close();
  }

  @Test
  void aStreamKeepsItsVersionWhileAnotherIsSaved() {
    needs(Capability.SNAPSHOT_STREAMS);
    manager.save(NAME, Item.class, Samples.items(1, ROWS));
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      Iterator<Item> records = stream.iterator();
      List<Item> seen = new ArrayList<>(List.of(records.next()));
      manager.save(NAME, Item.class, Samples.items(2, ROWS));
      manager.save(NAME, Item.class, Samples.items(3, 5));
      records.forEachRemaining(seen::add);
      assertThat(seen).isEqualTo(Samples.items(1, ROWS));
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(3, 5));
  }

  @Test
  void aStreamOpenedBeforeASaveButReadAfterItIsOneWholeVersion() {
    needs(Capability.SNAPSHOT_STREAMS);
    manager.save(NAME, Item.class, Samples.items(1, ROWS));
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      manager.save(NAME, Item.class, Samples.items(2, ROWS));
      assertThat(stream.toList()).isIn(Samples.items(1, ROWS), Samples.items(2, ROWS));
    }
  }

  @Test
  void aStreamKeepsItsVersionWhileTheCheckpointIsDeleted() {
    needs(Capability.SNAPSHOT_STREAMS);
    manager.save(NAME, Item.class, Samples.items(1, ROWS));
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      Iterator<Item> records = stream.iterator();
      List<Item> seen = new ArrayList<>(List.of(records.next()));
      assertThat(manager.delete(NAME)).isTrue();
      records.forEachRemaining(seen::add);
      assertThat(seen).isEqualTo(Samples.items(1, ROWS));
    }
  }

  @Test
  void theExceptionOfAConsumerComesThrough() {
    manager.save(NAME, Item.class, Samples.items(1, 10));
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      assertThatThrownBy(
              () ->
                  stream.forEach(
                      item -> {
                        throw new ArithmeticException("the caller's own");
                      }))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void aStreamMayBeReadInParallel() {
    manager.save(NAME, Item.class, Samples.items(1, ROWS));
    try (Stream<Item> stream = manager.stream(NAME, Item.class).parallel()) {
      assertThat(stream.toList()).isEqualTo(Samples.items(1, ROWS));
    }
  }

  @Test
  void manyStreamsOfOneCheckpointDoNotDisturbEachOther() {
    manager.save(NAME, Item.class, Samples.items(1, ROWS));
    try (Stream<Item> first = manager.stream(NAME, Item.class);
        Stream<Item> second = manager.stream(NAME, Item.class)) {
      Iterator<Item> a = first.iterator();
      Iterator<Item> b = second.iterator();
      for (int i = 0; i < ROWS; i++) {
        assertThat(a.next()).isEqualTo(b.next());
      }
      assertThat(a.hasNext() || b.hasNext()).isFalse();
    }
  }
}
