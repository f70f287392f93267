package dev.checkpoint4j.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files around a store that nobody may touch, and what they looked like. */
final class CanaryTree {
  private final Path around;
  private final Path store;
  private final Map<String, String> before;

  /** Plants canaries in every directory from {@code around} down to the store's parent. */
  CanaryTree(Path around, Path store) throws IOException {
    this.around = around;
    this.store = store;
    Files.createDirectories(store.getParent());
    for (Path d = store.getParent(); d != null && d.startsWith(around); d = d.getParent()) {
      for (String name : new String[] {"canary.txt", "x", "items.jsonl", "b.jsonl", "passwd"}) {
        Files.writeString(d.resolve(name), "canary of " + d.getFileName() + " " + name);
      }
    }
    this.before = snapshot();
  }

  /** What changed, for people; empty if nothing did. */
  String changes() {
    Map<String, String> after = snapshot();
    return after.equals(before) ? "" : "before: " + before.keySet() + ", after: " + after;
  }

  private Map<String, String> snapshot() {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(around)) {
      for (Path path : walk.filter(p -> !p.startsWith(store)).toList()) {
        files.put(around.relativize(path).toString(), contents(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String contents(Path path) throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        ? Arrays.hashCode(Files.readAllBytes(path))
            + " "
            + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
        : "directory";
  }
}
