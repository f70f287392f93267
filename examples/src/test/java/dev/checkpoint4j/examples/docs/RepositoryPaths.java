package dev.checkpoint4j.examples.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells words that name a file of the repository from other words, and whether it is there. */
final class RepositoryPaths {
  private static final Pattern PATH = Pattern.compile("(?:\\./)?[\\w.-]+(?:/[\\w.-]+)+/?");
  private static final Pattern DOCUMENT = Pattern.compile("[A-Za-z][\\w-]*\\.md");

  private final Path root;

  RepositoryPaths(Path root) {
    this.root = root;
  }

  /**
   * Whether the word names a file of the repository that is not there. A word does name one if it
   * ends in {@code .md}, or has a slash and begins with a directory of the repository's root. What
   * a build makes ({@code module/target/...}) is not there yet: for these the module counts.
   */
  boolean isMissing(String word) {
    if (DOCUMENT.matcher(word).matches()) {
      return !Files.exists(root.resolve(word)) && !Files.exists(root.resolve("docs").resolve(word));
    }
    if (!PATH.matcher(word).matches()) {
      return false;
    }
    Path path = Path.of(word).normalize();
    if (path.getNameCount() == 1) {
      return false;
    }
    boolean inRepository = Files.isDirectory(root.resolve(path.getName(0)));
    if (path.getName(1).toString().equals("target")) {
      return !inRepository;
    }
    return inRepository && !Files.exists(root.resolve(path));
  }
}
