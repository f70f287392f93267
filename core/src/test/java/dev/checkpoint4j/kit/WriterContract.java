package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.UnsupportedTypeException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writers: visible in the commit, whole; without it, no trace. */
abstract class WriterContract extends ContractPart {
  WriterContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void nothingIsVisibleBeforeTheCommitAndAllAfterIt() {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      for (Item item : Samples.items(2, 1_000)) {
        writer.write(item);
      }
      assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 3));
      assertThat(manager.list()).containsExactly(NAME);
      SaveResult result = writer.commit();
      assertThat(result.rows()).isEqualTo(1_000);
      assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 1_000));
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 1_000));
  }

  @Test
  void closingWithoutACommitLeavesNoTrace() {
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(1, 1_000));
    }
    assertThat(manager.exists(NAME)).isFalse();
    assertThat(manager.list()).isEmpty();
  }

  @Test
  void closingWithoutACommitKeepsTheOldOne() {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(2, 1_000));
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 3));
    assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
  }

  @Test
  void anEmptyWriterCommitsAnEmptyCheckpoint() {
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.commit();
    }
    assertThat(manager.load(NAME, Item.class)).contains(List.of());
  }

  @Test
  void batchesAndSingleRecordsKeepTheirOrder() {
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(1, 300));
      writer.write(Samples.item(2, 0));
      writer.writeAll(Samples.items(3, 2));
      writer.commit();
    }
    List<Item> loaded = manager.load(NAME, Item.class).orElseThrow();
    assertThat(loaded).hasSize(303);
    assertThat(loaded.subList(0, 300)).isEqualTo(Samples.items(1, 300));
    assertThat(loaded.get(300)).isEqualTo(Samples.item(2, 0));
    assertThat(loaded.subList(301, 303)).isEqualTo(Samples.items(3, 2));
  }

  @Test
  void aWriterCommitsOnce() {
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.write(Samples.item(1, 0));
      writer.commit();
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.write(Samples.item(1, 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(NAME);
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 1));
  }

  @Test
  void aClosedWriterTakesNothing() {
    CheckpointWriter<Item> writer = manager.writer(NAME, Item.class);
    writer.close();
    writer.close();
    assertThatThrownBy(() -> writer.write(Samples.item(1, 0)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    assertThat(manager.exists(NAME)).isFalse();
  }

  @Test
  void afterAFailureAWriterCanOnlyBeClosed() {
    manager.saveRows(NAME, List.of(Map.of("v", "old")));
    try (CheckpointWriter<Map<String, Object>> writer = manager.rowWriter(NAME)) {
      assertThatThrownBy(
              () -> {
                writer.write(Map.of("v", new Object()));
                writer.commit();
              })
          .isInstanceOf(UnsupportedTypeException.class)
          .hasMessageContaining(NAME);
      assertThatThrownBy(() -> writer.write(Map.of("v", "new")))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }
    assertThat(manager.loadRows(NAME)).contains(List.of(Map.of("v", "old")));
    manager.saveRows(NAME, List.of(Map.of("v", "new")));
    assertThat(manager.loadRows(NAME)).contains(List.of(Map.of("v", "new")));
  }

  @Test
  void anExceptionOfTheCallersOwnIterableKeepsTheOldOne() {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    Iterable<Item> failing = () -> new FailingIterator(700);
    assertThatThrownBy(
            () -> {
              try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
                writer.writeAll(failing);
                writer.commit();
              }
            })
        .isInstanceOf(ArithmeticException.class);
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 3));
  }

  private static final class FailingIterator implements Iterator<Item> {
    private int left;

    FailingIterator(int left) {
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Item next() {
      if (left-- == 0) {
        throw new ArithmeticException("the caller's own");
      }
      return Samples.item(2, left);
    }
  }

  @Test
  void twoWritersOfOneNameDoNotMix() {
    try (CheckpointWriter<Item> first = manager.writer(NAME, Item.class);
        CheckpointWriter<Item> second = manager.writer(NAME, Item.class)) {
      for (int i = 0; i < 500; i++) {
        first.write(Samples.item(1, i));
        second.write(Samples.item(2, i));
      }
      first.commit();
      assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 500));
      second.commit();
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 500));
  }

  @Test
  void aWriterThatIsOpenDoesNotStopASave() {
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(1, 600));
      manager.save(NAME, Item.class, Samples.items(2, 3));
      assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 3));
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 3));
  }

  @Test
  void aDeleteWhileAWriterIsOpenDoesNotStopItsCommit() {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(2, 600));
      assertThat(manager.delete(NAME)).isTrue();
      writer.commit();
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 600));
  }

  @Test
  void aNullRecordIsRefused() {
    try (CheckpointWriter<Map<String, Object>> writer = manager.rowWriter(NAME)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 300; i++) {
                  writer.write(noRecord());
                }
                writer.commit();
              })
          .isInstanceOfAny(CheckpointException.class, NullPointerException.class);
    }
    assertThat(manager.exists(NAME)).isFalse();
  }

  @SuppressWarnings("NullAway") // the point of the test
  private static Map<String, Object> noRecord() {
    return null;
  }
}
