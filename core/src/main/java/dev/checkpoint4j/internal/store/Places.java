package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what lies below a store's root before anything opens it: no symbolic link is followed,
 * and nothing is opened that could block or is no plain file.
 */
final class Places {
  private Places() {}

  /**
   * The file at a place; empty if there is nothing.
   *
   * @throws UnsafePlaceException if something else lies there or on the way
   */
  static Optional<BasicFileAttributes> file(Path root, Path place) throws IOException {
    Path parent = place.getParent();
    if (parent == null || !isDirectory(root, parent)) {
      return Optional.empty();
    }
    Optional<BasicFileAttributes> found = look(place);
    if (found.isPresent()) {
      requireFile(place, found.get());
    }
    requireSameCase(root, found.isPresent() ? place : parent);
    return found;
  }

  /**
   * Whether a directory is there.
   *
   * @throws UnsafePlaceException if something else is there or on the way
   */
  static boolean isDirectory(Path root, Path place) throws IOException {
    Path current = root;
    for (Path segment : root.relativize(place)) {
      if (segment.toString().isEmpty()) {
        continue;
      }
      current = current.resolve(segment);
      Optional<BasicFileAttributes> found = look(current);
      if (found.isEmpty()) {
        return false;
      }
      requireDirectory(current, found.get());
    }
    return true;
  }

  /** What lies at a place itself, a link not followed. */
  static Optional<BasicFileAttributes> look(Path place) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** What a directory holds, by any order; empty if it is gone. */
  static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
      return entries;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void requireFile(Path place, BasicFileAttributes found)
      throws UnsafePlaceException {
    requireNoLink(place, found);
    if (found.isDirectory()) {
      throw new UnsafePlaceException(
          place,
          "is a directory where a file is expected; move it away (parts that another tool wrote are"
              + " only read)");
    }
    if (!found.isRegularFile()) {
      throw new UnsafePlaceException(
          place, "is no file but a pipe, socket or device, which is never opened; move it away");
    }
  }

  private static void requireDirectory(Path place, BasicFileAttributes found)
      throws UnsafePlaceException {
    requireNoLink(place, found);
    if (!found.isDirectory()) {
      throw new UnsafePlaceException(
          place, "is not a directory, where one is expected; move it away");
    }
  }

  private static void requireNoLink(Path place, BasicFileAttributes found)
      throws UnsafePlaceException {
    if (found.isSymbolicLink()) {
      throw new UnsafePlaceException(
          place,
          "is a symbolic link, which a store does not follow; put what it points to in its place");
    }
  }

  /** On file systems that ignore case, {@code Summaries} must not become {@code summaries}. */
  static void requireSameCase(Path root, Path place) throws IOException {
    String wanted = root.relativize(place).toString();
    String found;
    try {
      found = place.toRealPath(LinkOption.NOFOLLOW_LINKS).toString();
    } catch (NoSuchFileException e) {
      return; // gone meanwhile, so that nothing is confused
    }
    if (!found.endsWith(wanted)) {
      throw new UnsafePlaceException(
          place,
          "is another spelling of "
              + found
              + "; names that differ in upper and lower case alone cannot stand side by side on"
              + " this file system");
    }
  }
}
