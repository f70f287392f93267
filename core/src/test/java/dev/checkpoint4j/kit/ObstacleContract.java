package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.kit.LifecycleContract.NamedOperation;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What stands in the way: an error of ours in good time, and nothing else touched. */
abstract class ObstacleContract extends FilePart {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  ObstacleContract(FileBackendContract contract) {
    super(contract);
  }

  /** Where the data file of a checkpoint would be, once it was there and is gone again. */
  private Path placeOf(String name) throws IOException {
    manager.save(name, Item.class, Samples.items(1, 2));
    Path file = dataFile(name);
    manager.delete(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Each operation ends soon, with a value or with an exception of ours. */
  private static void assertEachOperationEnds(CheckpointManager store) {
    for (Map.Entry<String, NamedOperation> operation : LifecycleContract.operations().entrySet()) {
      assertTimeoutPreemptively(
          PATIENCE,
          () -> {
            try {
              operation.getValue().run(store, NAME);
            } catch (CheckpointException e) {
              assertThat(e.getMessage()).as(operation.getKey()).isNotBlank();
            }
          },
          operation.getKey());
    }
    assertTimeoutPreemptively(PATIENCE, store::list);
  }

  @Test
  void aDirectoryInPlaceOfTheFileIsAnErrorThatNamesIt() throws IOException {
    Path place = placeOf(NAME);
    Files.createDirectory(place);
    Files.writeString(place.resolve("precious.txt"), "keep me");
    assertThatThrownBy(() -> manager.save(NAME, Item.class, Samples.items(1, 2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(place.getFileName().toString());
    assertEachOperationEnds(manager);
    assertThat(place.resolve("precious.txt")).hasContent("keep me");
  }

  @Test
  void aPipeInPlaceOfTheFileDoesNotBlock() throws Exception {
    Path place = placeOf(NAME);
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", place.toString()).start().waitFor() == 0,
        "mkfifo does not work here");
    assertEachOperationEnds(manager);
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsAnErrorAndStays() throws IOException {
    Path root = directory().resolveSibling("root");
    Files.createDirectories(root.getParent());
    Files.writeString(root, "a file");
    CheckpointManager store = open(root, Map.of());
    assertThatThrownBy(() -> store.save(NAME, Item.class, Samples.items(1, 2)))
        .isInstanceOf(CheckpointIOException.class)
        .hasMessageContaining("root");
    assertTimeoutPreemptively(PATIENCE, () -> eachOperationOfABrokenRoot(store));
    assertThat(root).hasContent("a file");
  }

  private static void eachOperationOfABrokenRoot(CheckpointManager store) {
    for (NamedOperation operation : LifecycleContract.operations().values()) {
      try {
        operation.run(store, NAME);
      } catch (CheckpointException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void aFileAboveTheDirectoryIsAnErrorAndStays() throws IOException {
    Path file = directory().resolveSibling("parent");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a file");
    CheckpointManager store = open(file.resolve("root"), Map.of());
    assertThatThrownBy(() -> store.save(NAME, Item.class, Samples.items(1, 2)))
        .isInstanceOf(CheckpointIOException.class);
    assertTimeoutPreemptively(PATIENCE, () -> eachOperationOfABrokenRoot(store));
    assertThat(file).hasContent("a file");
  }

  @Test
  void aFileInPlaceOfAStepsDirectoryIsAnErrorAndStays() throws IOException {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("step"), "a file");
    assertThatThrownBy(() -> manager.save("step/items", Item.class, Samples.items(1, 2)))
        .isInstanceOf(CheckpointIOException.class)
        .hasMessageContaining("step");
    try {
      assertThat(manager.load("step/items", Item.class)).isEmpty();
    } catch (CheckpointIOException e) {
      assertThat(e).hasMessageContaining("step");
    }
    assertThat(directory().resolve("step")).hasContent("a file");
  }

  @Test
  void aDirectoryRemovedWhileTheManagerIsOpenIsMadeAgain() throws IOException {
    manager.save(NAME, Item.class, Samples.items(1, 2));
    for (Path path : treeUpwards(directory())) {
      Files.delete(path);
    }
    assertThat(manager.load(NAME, Item.class)).isEmpty();
    assertThat(manager.list()).isEmpty();
    manager.save(NAME, Item.class, Samples.items(2, 3));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 3));
  }

  private static List<Path> treeUpwards(Path root) throws IOException {
    try (var walk = Files.walk(root)) {
      return walk.sorted(java.util.Comparator.reverseOrder()).toList();
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenKeepsWhatItHas() throws IOException {
    manager.save(NAME, Item.class, Samples.items(1, 2));
    for (Path path : treeUpwards(directory())) {
      if (Files.isDirectory(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
      }
    }
    try {
      Assumptions.assumeFalse(
          Files.isWritable(directory()), "this user may write read-only directories (root)");
      assertThatThrownBy(() -> manager.save(NAME, Item.class, Samples.items(2, 2)))
          .isInstanceOf(CheckpointIOException.class)
          .hasMessageContaining("permission");
      assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 2));
    } finally {
      for (Path path : treeUpwards(directory())) {
        if (Files.isDirectory(path)) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  @Test
  void aFullDiskKeepsTheOldCheckpointAndTheNextSaveWorks() throws Exception {
    Path mount = Files.createDirectories(directory().resolveSibling("small"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount.toString()),
        "a small tmpfs cannot be mounted here");
    boolean unmounted;
    try (CheckpointManager store = contract.open(mount.resolve("checkpoints"))) {
      List<Item> old = Samples.items(1, 20);
      store.save(NAME, Item.class, old);
      List<String> before = tree(mount);
      for (int rows = 500; rows <= 16_000; rows *= 2) {
        List<Item> large = Samples.items(rows, rows);
        try {
          store.save(NAME, Item.class, large);
          old = large;
        } catch (CheckpointIOException e) {
          assertThat(e).hasMessageContaining(NAME);
          assertThat(tree(mount)).as("nothing is left behind").isEqualTo(before);
        }
        assertThat(store.load(NAME, Item.class)).contains(old);
      }
      saveWhenThereIsSpace(store, Samples.items(9, 3));
      assertThat(store.load(NAME, Item.class)).contains(Samples.items(9, 3));
    } finally {
      unmounted = unmounted(mount);
    }
    assertThat(unmounted).as("nothing is held open").isTrue();
  }

  /** Removed files that are mapped take their space until the memory is collected. */
  private static void saveWhenThereIsSpace(CheckpointManager store, List<Item> items)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        store.save(NAME, Item.class, items);
        return;
      } catch (CheckpointIOException e) {
        System.gc();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    store.save(NAME, Item.class, items);
  }

  /** Whoever has mapped a file holds its disk until the memory is collected. */
  private static boolean unmounted(Path mount) throws Exception {
    for (int i = 0; i < 100; i++) {
      if (run("umount", mount.toString())) {
        return true;
      }
      System.gc();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return false;
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
