package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A group of promises of backends that keep files. */
abstract class FilePart extends ContractPart {
  final FileBackendContract files;

  FilePart(FileBackendContract contract) {
    super(contract);
    this.files = contract;
  }

  /** The file that holds the records of a checkpoint. */
  final Path dataFile(String name) {
    String place = manager.info(name).orElseThrow().places().get(0);
    Path file = directory().resolve(place);
    assertThat(file).exists();
    return file;
  }

  /** The files of a checkpoint: the main one, then its parts where the format has them. */
  final List<Path> dataFiles(String name) {
    return manager.info(name).orElseThrow().places().stream()
        .map(place -> directory().resolve(place))
        .toList();
  }

  /** Puts the files of one checkpoint in place of another's. */
  final void copyData(String from, String to) {
    Path target = dataFile(to);
    List<Path> files = dataFiles(from);
    for (Path part : files.subList(1, files.size())) {
      put(target.resolveSibling(part.getFileName()), bytes(part));
    }
    put(target, bytes(files.get(0)));
  }

  /** Everything under the store's directory that has bytes, by path. */
  final Map<Path, byte[]> snapshot() {
    return snapshot(directory());
  }

  static Map<Path, byte[]> snapshot(Path root) {
    Map<Path, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.toList()) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) > 0) {
          files.put(path, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Copies a store that nobody has open. */
  static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  static void restore(Map<Path, byte[]> snapshot) {
    snapshot.forEach(FilePart::put);
  }

  static byte[] bytes(Map<Path, byte[]> snapshot, Path file) {
    return Objects.requireNonNull(snapshot.get(file), file::toString);
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void put(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All paths below a directory, relative to it, sorted, but for what is kept of older versions,
   * which depends on what was saved before.
   */
  static List<String> tree(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.map(path -> root.relativize(path).toString())
          .filter(path -> !isOfHistory(path))
          .map(FilePart::shape)
          .sorted()
          .toList();
    }
  }

  static boolean isOfHistory(String relative) {
    return relative.replace('\\', '/').contains(".checkpoint4j/history");
  }

  /** The files with contents of older versions. */
  static List<Path> historyFiles(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .filter(path -> isOfHistory(root.relativize(path).toString()))
          .sorted()
          .toList();
    }
  }

  /** In the history lies what the versions need, once each, and nothing else. */
  static void assertHistoryIsExact(CheckpointManager store, Path root) throws IOException {
    long needed = 0;
    for (String name : store.list()) {
      List<VersionInfo> versions = store.versions(name);
      needed +=
          versions.stream()
              .map(version -> version.digest().orElse("version " + version.version()))
              .filter(digest -> !digest.equals(versions.get(0).digest().orElse("")))
              .distinct()
              .count();
      if (versions.get(0).digest().isEmpty()) {
        needed--;
      }
    }
    // Those of a directory's parts have the digests of their contents in their names.
    assertThat(historyFiles(root).stream().map(Path::toString).filter(f -> shape(f).equals(f)))
        .as("main files of the history")
        .hasSize((int) needed);
    assertThat(sizes(historyFiles(root)))
        .as("bytes of the history")
        .isEqualTo(
            store.list().stream()
                .map(name -> store.info(name).orElseThrow())
                .mapToLong(info -> info.physicalBytes() - info.bytes())
                .sum());
  }

  static long sizes(List<Path> files) {
    return files.stream().mapToLong(file -> bytes(file).length).sum();
  }

  /** Those of the history's files that versions of a checkpoint begin with. */
  final List<Path> historyMains(CheckpointManager store, String name) throws IOException {
    String place = store.info(name).orElseThrow().places().get(0).replace('\\', '/');
    String ending = place.substring(place.lastIndexOf(name) + name.length()).replace('/', '~');
    return historyFiles(directory()).stream()
        .filter(file -> file.toString().endsWith(ending))
        .toList();
  }

  /** A path without the digest of contents that a name may have, such as {@code data-…-0.arrow}. */
  static String shape(String path) {
    return path.replaceAll("-[0-9a-f]{16}-", "-#-");
  }

  /** The files of a store in which nothing but one save ever happened. */
  final List<String> cleanTree(List<Item> items) throws IOException {
    Path clean = directory().resolveSibling("clean");
    try (CheckpointManager store = contract.open(clean)) {
      store.save(NAME, Item.class, items);
    }
    return tree(clean);
  }

  /** Loads after damage: exactly what was saved, or a corruption that shows no contents. */
  final boolean detectedOrEqual(String name, List<Item> saved, String damage) {
    try {
      Optional<List<Item>> loaded = manager.load(name, Item.class);
      assertThat(loaded).as("loaded after %s", damage).contains(saved);
      return false;
    } catch (CorruptCheckpointException e) {
      assertThat(e.getMessage()).as("the message after %s", damage).contains("\"" + name + "\"");
      String all = SecrecyContract.everything(e);
      if (saved.stream().anyMatch(item -> all.contains(item.text()))) {
        throw new AssertionError("The message shows contents after " + damage, e);
      }
      return true;
    }
  }

  /** The damage must not go unseen, whatever the operation. */
  final void assertDetected(String name, List<Item> saved, String damage) {
    assertThat(detectedOrEqual(name, saved, damage)).as("detected: %s", damage).isTrue();
  }

  static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
