package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What dead writers left is removed; what lives or belongs to others is not touched. */
abstract class LeftoversContract extends FilePart {
  LeftoversContract(FileBackendContract contract) {
    super(contract);
  }

  @Test
  void theLeftoversOfAKilledWriterAreGoneAfterTheNextSave() throws Exception {
    manager.save(NAME, Item.class, Samples.items(1, 2));
    ChildJvm child = ChildJvm.start("hold", files.url(directory()), NAME, 5);
    child.await("holding");
    child.kill();
    assertThat(manager.list()).containsExactly(NAME);
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 2));
    manager.save(NAME, Item.class, Samples.items(2, 2));
    manager.close();
    assertThat(tree(directory())).isEqualTo(cleanTree(Samples.items(2, 2)));
  }

  @Test
  void theWorkOfALiveWriterIsNotRemoved() throws Exception {
    manager.save(NAME, Item.class, Samples.items(1, 2));
    try (ChildJvm child = ChildJvm.start("hold", files.url(directory()), NAME, 5)) {
      child.await("holding");
      for (int i = 0; i < 5; i++) {
        manager.save(NAME, Item.class, Samples.items(i, 2));
      }
      CheckpointManager another = openAgain();
      another.save("another", Item.class, Samples.items(1, 1));
      another.delete("another");
      child.say("commit");
      child.await("committed");
      assertThat(child.awaitExit()).isZero();
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(5, 2_000));
    manager.save(NAME, Item.class, Samples.items(6, 1));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(6, 1));
  }

  @Test
  void theWorkOfAnotherWriterInThisProcessIsNotRemoved() {
    CheckpointManager another = openAgain();
    try (CheckpointWriter<Item> writer = another.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(5, 2_000));
      for (int i = 0; i < 3; i++) {
        manager.save(NAME, Item.class, Samples.items(i, 2));
      }
      writer.commit();
    }
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(5, 2_000));
  }

  @Test
  void aWriterClosedWithoutACommitLeavesNoFile() throws IOException {
    manager.save(NAME, Item.class, Samples.items(1, 2));
    List<String> before = tree(directory());
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(2, 2_000));
    }
    assertThat(tree(directory())).isEqualTo(before);
  }

  @Test
  void filesOfOthersStayAsTheyAre() throws IOException {
    Map<Path, String> foreign = new TreeMap<>();
    String ending = endingOfData();
    for (String name :
        List.of(
            "notes.txt",
            "items.bak",
            "items" + ending + ".bak",
            "items" + ending + "~",
            ".hidden",
            ".items" + ending + ".swp",
            "sub/other.json",
            "x.tmp",
            "items.tmp",
            "tmp123456",
            ".tmp",
            "README.md",
            "lock",
            "items.lock",
            ".checkpoint4j/notes.txt")) {
      Path file = directory().resolve(name);
      put(file, ("content of " + name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      foreign.put(file, "content of " + name);
    }
    manager.save(NAME, Item.class, Samples.items(1, 2));
    manager.save("sub/items", Item.class, Samples.items(1, 2));
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      writer.writeAll(Samples.items(2, 1_000));
    }
    assertThat(manager.list()).contains(NAME, "sub/items").doesNotContain("notes", "README");
    manager.delete(NAME);
    manager.delete("sub/items");
    openAgain().save("fresh", Item.class, Samples.items(1, 1));
    foreign.forEach((file, content) -> assertThat(file).hasContent(content));
  }

  private String endingOfData() throws IOException {
    CheckpointManager store = open(directory().resolveSibling("probe"), Map.of());
    store.save(NAME, Item.class, Samples.items(1, 1));
    String place = store.info(NAME).orElseThrow().places().get(0);
    String file = Path.of(place).getFileName().toString();
    return file.substring(file.indexOf(NAME) + NAME.length());
  }

  @Test
  void deletingTheLastCheckpointLeavesNothingThatListOrLoadSees() throws IOException {
    manager.save("step/deep/items", Item.class, Samples.items(1, 2));
    Path data = dataFile("step/deep/items");
    manager.delete("step/deep/items");
    assertThat(Files.exists(data)).isFalse();
    assertThat(openAgain().list()).isEmpty();
    assertThat(snapshot().keySet()).as("files with bytes in them").isEmpty();
  }
}
