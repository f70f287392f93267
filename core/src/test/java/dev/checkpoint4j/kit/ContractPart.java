package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.UnsupportedTypeException;
import dev.checkpoint4j.kit.Samples.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One group of promises: a fresh place for each test, and the words that the tests share. */
abstract class ContractPart {
  static final String NAME = "items";

  final CheckpointContract contract;
  private final List<CheckpointManager> opened = new ArrayList<>();
  private Path temp;
  private Path directory;
  CheckpointManager manager;

  ContractPart(CheckpointContract contract) {
    this.contract = contract;
  }

  @BeforeEach
  void openStore(@TempDir Path temp) {
    this.temp = temp;
    directory = temp.resolve("outside").resolve("checkpoints");
    manager = openAgain();
  }

  @AfterEach
  void closeStores() {
    opened.forEach(CheckpointManager::close);
  }

  /** The store's directory, two levels below the test's own. */
  final Path directory() {
    return directory;
  }

  /** The test's own directory, in which the store's lies deeper. */
  final Path temp() {
    return temp;
  }

  /** Another manager of the same place, closed after the test. */
  final CheckpointManager openAgain() {
    return open(directory, Map.of());
  }

  final CheckpointManager open(Path place, Map<String, String> options) {
    CheckpointManager another = contract.open(place, options);
    opened.add(another);
    return another;
  }

  /** Skips the test, with the backend's reason, where it lacks this. */
  final void needs(Capability capability) {
    String reason = contract.gaps().get(capability);
    Assumptions.assumeTrue(reason == null, () -> capability + ": " + reason);
  }

  final <T> void assertRoundTrip(TypeRef<T> type, List<T> records) {
    manager.save("round-trip", type, records);
    List<T> loaded = manager.load("round-trip", type).orElseThrow();
    assertThat(Exact.text(loaded)).isEqualTo(Exact.text(records));
  }

  final <T> void assertRoundTrip(Class<T> type, List<T> records) {
    assertRoundTrip(TypeRef.of(type), records);
  }

  /** For what some formats cannot hold: it comes back exactly, or the save says where it is. */
  final <T> void assertKeptOrRefused(TypeRef<T> type, List<T> records, String path) {
    manager.save("witness", Item.class, Samples.items(1, 2));
    manager.delete("hard");
    try {
      manager.save("hard", type, records);
      assertThat(Exact.text(manager.load("hard", type).orElseThrow()))
          .isEqualTo(Exact.text(records));
    } catch (UnsupportedTypeException e) {
      assertThat(e).hasMessageContaining("hard").hasMessageContaining(path);
      assertThat(manager.exists("hard")).isFalse();
    }
    assertThat(manager.load("witness", Item.class)).contains(Samples.items(1, 2));
  }

  /** The action throws this, and what was saved before is still there. */
  final <E extends CheckpointException> E assertRefused(
      Class<E> expected, ThrowingCallable action) {
    List<Item> before = Samples.items(1, 3);
    manager.save(NAME, Item.class, before);
    List<CheckpointException> thrown = new ArrayList<>();
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(CheckpointException.class, thrown::add)
        .isInstanceOf(expected);
    assertThat(manager.load(NAME, Item.class)).contains(before);
    return expected.cast(thrown.get(0));
  }
}
