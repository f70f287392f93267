package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.checkpoint4j.CheckpointIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Links, pipes and other things where a store keeps files. */
@Timeout(60)
class PlacesTest {
  private static final List<Map<String, Object>> ROWS = rows(3, "x");

  private final Path dir;
  private final Path root;
  private final Path outside;

  PlacesTest(@TempDir Path dir) throws IOException {
    this.dir = dir;
    this.root = Files.createDirectory(dir.resolve("root"));
    this.outside = Files.createDirectory(dir.resolve("outside"));
    Files.writeString(outside.resolve("a.toy"), "1=canary\n");
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(CheckpointIOException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContainingAll(parts);
  }

  private void assertUntouched() throws IOException {
    assertThat(outside.resolve("a.toy")).hasContent("1=canary");
    assertThat(Scenario.tree(outside)).containsExactly("a.toy");
  }

  /** Refuses every operation on the name, whatever lies there. */
  private static void assertAllRefused(ToyStore store, String name, String... parts) {
    assertRefused(() -> store.load(name), parts);
    assertRefused(() -> store.info(name), parts);
    assertRefused(() -> store.save(name, ROWS), parts);
    assertRefused(() -> store.delete(name), parts);
    assertRefused(() -> store.accept(name), parts);
    assertRefused(() -> store.verify(name), parts);
  }

  @Test
  void aLinkAtTheDataFileIsRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("a.toy"), outside.resolve("a.toy"));
    try (ToyStore store = ToyStore.open(root)) {
      assertAllRefused(store, "a", "symbolic link", root.resolve("a.toy").toString());
      assertThat(store.list()).isEmpty();
    }
    assertUntouched();
  }

  @Test
  void aDanglingLinkAtTheDataFileIsRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("a.toy"), outside.resolve("new.toy"));
    try (ToyStore store = ToyStore.open(root)) {
      assertAllRefused(store, "a", "symbolic link");
    }
    assertUntouched();
  }

  @Test
  void aLinkOnTheWayIsRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("step1"), outside);
    try (ToyStore store = ToyStore.open(root)) {
      assertAllRefused(store, "step1/a", "symbolic link", root.resolve("step1").toString());
      assertThat(store.list()).isEmpty();
    }
    assertUntouched();
  }

  @Test
  void linksInOurOwnDirectoryAreRefused() throws IOException {
    for (String place : List.of("manifests", "tmp")) {
      assertLinkRefused(place, outside);
    }
    for (String place : List.of("lock", "manifests/a.toy.json")) {
      assertLinkRefused(place, outside.resolve("a.toy"));
    }
  }

  private void assertLinkRefused(String place, Path target) throws IOException {
    Path store = Files.createTempDirectory(root, "store");
    Path link = Root.below(store.resolve(".checkpoint4j"), place);
    Files.createDirectories(link.resolveSibling(""));
    Files.createSymbolicLink(link, target);
    try (ToyStore opened = ToyStore.open(store)) {
      assertRefused(() -> opened.save("a", ROWS), link.toString(), "symbolic link");
    }
    assertUntouched();
  }

  @Test
  void ourOwnDirectoryMayNotBeALink() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve(".checkpoint4j"), outside);
    try (ToyStore store = ToyStore.open(root)) {
      assertAllRefused(store, "a", "symbolic link", link.toString());
    }
    assertUntouched();
  }

  @Test
  void aNameOfAnotherCaseIsRefusedWhereTheFileSystemTakesThemForOne() throws IOException {
    try (ToyStore store = ToyStore.open(root)) {
      store.save("summaries", ROWS);
      assumeThat(Files.exists(root.resolve("SUMMARIES.toy"))).as("case is ignored here").isTrue();
      assertAllRefused(store, "Summaries", "upper and lower case");
    }
  }

  @Test
  void theRootItselfMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), root);
    try (ToyStore store = ToyStore.open(link)) {
      store.save("a", ROWS);
      assertThat(store.load("a")).contains(ROWS);
      assertThat(store.info("a").orElseThrow().places())
          .containsExactly(link.resolve("a.toy").toString());
    }
    assertThat(root.resolve("a.toy")).exists();
  }

  @Test
  void aPipeIsRefusedAndNeverWaitedFor() throws Exception {
    Path pipe = root.resolve("a.toy");
    assumeThat(makePipe(pipe)).as("mkfifo works here").isTrue();
    try (ToyStore store = ToyStore.open(root)) {
      assertAllRefused(store, "a", "pipe", "move it away");
    }
  }

  private static boolean makePipe(Path pipe) throws Exception {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aDirectoryInPlaceOfAFileIsRefused() throws IOException {
    Files.createDirectory(root.resolve("a.toy"));
    try (ToyStore store = ToyStore.open(root)) {
      assertAllRefused(store, "a", "is a directory");
    }
  }

  @Test
  void aFileInPlaceOfADirectoryIsRefused() throws IOException {
    Files.createFile(root.resolve("step1"));
    try (ToyStore store = ToyStore.open(root)) {
      assertAllRefused(store, "step1/a", "is not a directory");
    }
  }

  @Test
  void aFileInPlaceOfTheRootIsRefused() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    try (ToyStore store = ToyStore.open(file)) {
      assertAllRefused(store, "a", file + " is not a directory");
      assertRefused(store::list, file.toString());
    }
    try (ToyStore below = ToyStore.open(file.resolve("deeper"))) {
      assertRefused(() -> below.save("a", ROWS), "deeper");
    }
  }

  @Test
  void aReadOnlyDirectoryCanBeReadAndSaysWhyItCannotBeWritten() throws IOException {
    try (ToyStore store = ToyStore.open(root)) {
      store.save("a", ROWS);
    }
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setPosixFilePermissions(
        root.resolve(".checkpoint4j/tmp"), PosixFilePermissions.fromString("r-xr-xr-x"));
    try (ToyStore store = ToyStore.open(root)) {
      assumeThat(Files.isWritable(root)).as("this user may write everywhere").isFalse();
      assertThat(store.load("a")).contains(ROWS);
      assertThat(store.list()).containsExactly("a");
      assertRefused(() -> store.save("a", rows(4, "y")), "no permission for");
      assertThat(store.load("a")).contains(ROWS);
    } finally {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(
          root.resolve(".checkpoint4j/tmp"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
