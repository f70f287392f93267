package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.kit.LifecycleContract.NamedOperation;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P9: a symbolic link inside the store leads nowhere, wherever it was planted. */
abstract class LinkContract extends FilePart {
  private static final String DEEP = "step/items";

  LinkContract(FileBackendContract contract) {
    super(contract);
  }

  private List<Path> everythingInside() throws IOException {
    try (Stream<Path> walk = Files.walk(directory())) {
      return walk.filter(path -> !path.equals(directory())).toList();
    }
  }

  private Path outside() throws IOException {
    return Files.createDirectories(directory().resolveSibling("outside-" + System.nanoTime()));
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.toList()) {
        all.put(
            root.relativize(path).toString(),
            Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                ? java.util.HexFormat.of().formatHex(Files.readAllBytes(path))
                : "");
      }
    }
    return all;
  }

  private void runEveryOperation() {
    for (NamedOperation operation : LifecycleContract.operations().values()) {
      try {
        operation.run(manager, DEEP);
      } catch (CheckpointException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    try {
      manager.list();
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void whatALinkPointsToIsNeverChanged() throws IOException {
    manager.save(DEEP, Item.class, Samples.items(1, 3));
    int places = everythingInside().size();
    for (int i = 0; i < places; i++) {
      manager.delete(DEEP);
      manager.save(DEEP, Item.class, Samples.items(1, 3));
      List<Path> inside = everythingInside();
      if (i >= inside.size()) {
        continue;
      }
      Path place = inside.get(i);
      Path victims = outside();
      Path victim = victims.resolve("victim");
      Files.move(place, victim);
      Files.createSymbolicLink(place, victim);
      Map<String, String> before = contents(victims);
      runEveryOperation();
      assertThat(contents(victims)).as("behind the link at %s", place).isEqualTo(before);
      remove(place);
    }
  }

  @Test
  void nothingIsMadeBehindALinkThatPointsNowhere() throws IOException {
    manager.save(DEEP, Item.class, Samples.items(1, 3));
    int places = everythingInside().size();
    for (int i = 0; i < places; i++) {
      manager.delete(DEEP);
      manager.save(DEEP, Item.class, Samples.items(1, 3));
      List<Path> inside = everythingInside();
      if (i >= inside.size()) {
        continue;
      }
      Path place = inside.get(i);
      Path nowhere = outside();
      Files.move(place, directory().resolveSibling("moved-" + i));
      Files.createSymbolicLink(place, nowhere.resolve("planted"));
      runEveryOperation();
      assertThat(nowhere).as("behind the link at %s", place).isEmptyDirectory();
      remove(place);
    }
  }

  private static void remove(Path place) throws IOException {
    if (Files.isSymbolicLink(place)) {
      Files.delete(place);
    }
  }

  @Test
  void aLinkInPlaceOfTheDataIsRefusedNotFollowed() throws IOException {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    Path data = dataFile(NAME);
    Path victim = outside().resolve("secret");
    Files.move(data, victim);
    Files.createSymbolicLink(data, victim);
    assertThatThrownBy(() -> manager.load(NAME, Item.class))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("link");
    assertThatThrownBy(() -> manager.accept(NAME)).isInstanceOf(CheckpointException.class);
  }
}
