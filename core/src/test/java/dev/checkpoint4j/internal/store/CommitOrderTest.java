package dev.checkpoint4j.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.kit.fs.Fault;
import dev.checkpoint4j.kit.fs.FaultFileSystem;
import dev.checkpoint4j.kit.fs.Operation;
import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut would show: which bytes were forced before which rename. */
class CommitOrderTest {
  private final Path dir;
  private final FaultFileSystem files = FaultFileSystem.create();

  CommitOrderTest(@TempDir Path dir) throws IOException {
    this.dir = dir.toRealPath();
  }

  private static int first(List<Operation> operations, Predicate<Operation> wanted) {
    for (int i = 0; i < operations.size(); i++) {
      if (wanted.test(operations.get(i))) {
        return i;
      }
    }
    throw new AssertionError("no such operation in " + operations);
  }

  private static Predicate<Operation> is(Kind kind, Path path) {
    return o -> o.kind() == kind && o.path().equals(path);
  }

  private static Predicate<Operation> moveTo(Path target) {
    return o -> o.kind() == Kind.MOVE && o.target().equals(target);
  }

  private List<Operation> firstSave(Durability durability) {
    files.disarm();
    try (ToyStore store = ToyStore.open(files.path(dir.resolve("store")), durability)) {
      store.save("step1/a", Scenario.NEW);
    }
    return files.operations();
  }

  @Test
  void everythingIsForcedBeforeTheCommitAndTheDirectoryAfterIt() {
    List<Operation> all = firstSave(Durability.FULL);
    Path root = dir.resolve("store");
    Path data = root.resolve("step1/a.toy");
    Path manifests = root.resolve(".checkpoint4j/manifests");
    int commit = first(all, moveTo(data));
    Path temp = all.get(commit).path();
    int forced = first(all, is(Kind.FORCE, temp));
    int manifest = first(all, moveTo(manifests.resolve("step1~a.toy.json")));

    assertThat(first(all, is(Kind.FORCE, all.get(manifest).path()))).isLessThan(manifest);
    assertThat(all.subList(manifest, commit)).anyMatch(is(Kind.FORCE, manifests));
    assertThat(forced).isLessThan(commit);
    assertThat(all.subList(forced, all.size())).noneMatch(is(Kind.WRITE, temp));
    assertThat(all.subList(commit, all.size())).anyMatch(is(Kind.FORCE, data.resolveSibling("")));
    for (Path made : List.of(root, root.resolve(".checkpoint4j"), manifests, data.getParent())) {
      int created = first(all, is(Kind.CREATE, made));
      assertThat(all.subList(created, commit)).anyMatch(is(Kind.FORCE, made.resolveSibling("")));
    }
  }

  @Test
  void withoutDurabilityNothingIsForcedAndTheOrderIsTheSame() {
    Predicate<Operation> counts = o -> o.kind() == Kind.MOVE || o.kind() == Kind.WRITE;
    List<Operation> all = firstSave(Durability.NONE);
    assertThat(all).noneMatch(o -> o.kind() == Kind.FORCE);
    List<Kind> order = all.stream().filter(counts).map(Operation::kind).toList();
    assertThat(order)
        .containsExactly(Kind.WRITE, Kind.WRITE, Kind.MOVE, Kind.MOVE, Kind.WRITE, Kind.MOVE);
  }

  @Test
  void aFileWhoseForceFailedIsNeverForcedAgain() {
    try (ToyStore store = ToyStore.open(files.path(dir), Durability.FULL)) {
      store.save("a", Scenario.NEW);
      int failures = 0;
      for (int k = 0; k < 3; k++) {
        files.arm(Fault.failAt(k).among(o -> o.kind() == Kind.FORCE));
        try {
          store.save("a", Scenario.NEW);
        } catch (CheckpointIOException e) {
          failures++;
        }
        List<Operation> all = files.operations();
        Path failed = all.stream().filter(o -> o.kind() == Kind.FORCE).toList().get(k).path();
        if (failed.toString().endsWith(".tmp")) {
          assertThat(all.stream().filter(is(Kind.FORCE, failed))).hasSize(1);
          assertThat(all).noneMatch(o -> o.kind() == Kind.MOVE && o.path().equals(failed));
        }
      }
      assertThat(failures).isEqualTo(3);
    }
  }

  @Test
  void aFailedForceOfTheDirectoryAfterTheRenameIsAnUnknownOutcome() {
    try (ToyStore store = ToyStore.open(files.path(dir), Durability.FULL)) {
      store.save("a", ToyBinding.rows(1, "x"));
      files.arm(Fault.failAt(0).among(is(Kind.FORCE, dir)));
      assertThatThrownBy(() -> store.save("a", Scenario.NEW))
          .isInstanceOf(CommitOutcomeUnknownException.class)
          .hasMessageContaining("trying again is safe")
          .hasRootCauseInstanceOf(IOException.class);
      files.disarm();
      assertThat(store.load("a")).contains(Scenario.NEW);
      files.arm(Fault.failAt(0).among(is(Kind.FORCE, dir)));
      assertThatThrownBy(() -> store.delete("a")).isInstanceOf(CommitOutcomeUnknownException.class);
      files.disarm();
      assertThat(store.load("a")).isEmpty();
    }
  }
}
