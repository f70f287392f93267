package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.Durability;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes to directories, and what makes them durable. All forcing goes through here and is left
 * out with {@link Durability#NONE}. Thread-safe; called on threads that nobody interrupts.
 */
final class Disk {
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final boolean forcing;

  /** Directories whose own entries were forced by this store. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  Disk(Durability durability) {
    this.forcing = durability == Durability.FULL;
  }

  /** Forces a file's contents and length. A failure is final: the pages may be lost by then. */
  void force(FileChannel file) throws IOException {
    if (forcing) {
      file.force(true);
    }
  }

  /** Forces a file that somebody else wrote. */
  void forceFile(Path file) throws IOException {
    if (forcing) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        channel.force(true);
      }
    }
  }

  /** Forces a directory's entries. Windows has no such call and needs none. */
  void forceDirectory(Path directory) throws IOException {
    if (forcing && !WINDOWS) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Makes a store's own directory and those above it, where links are the user's choice. */
  void makeRoot(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      makeRoot(parent);
    }
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        NotDirectoryException clear = new NotDirectoryException(directory.toString());
        clear.initCause(e);
        throw clear;
      }
    }
    if (parent != null) {
      forceDirectory(parent);
    }
  }

  /**
   * Makes a directory below the root, and those between. The entry of each is forced once by each
   * store even where it exists: whoever made it may have been killed before it could.
   */
  void makeDirectories(Path root, Path directory) throws IOException {
    if (directory.equals(root) || (durable.contains(directory) && exists(root, directory))) {
      return;
    }
    Path parent = directory.getParent();
    if (parent == null) {
      return;
    }
    makeDirectories(root, parent);
    if (!exists(root, directory)) {
      createDirectory(root, directory);
    }
    forceDirectory(parent);
    durable.add(directory);
  }

  private static boolean exists(Path root, Path directory) throws IOException {
    return Places.isDirectory(root, directory);
  }

  private static void createDirectory(Path root, Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!exists(root, directory)) {
        throw e;
      }
    }
  }

  /**
   * Gives a file a second name. Where the file system has no links, its bytes are copied.
   *
   * @param temp a new name for the copy while it is written
   */
  void link(Path from, Path to, Path temp) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | FileSystemException e) {
      try {
        copy(from, temp);
        move(temp, to);
      } catch (IOException | RuntimeException | Error copying) {
        copying.addSuppressed(e);
        throw copying;
      }
    }
  }

  /** Copies a file's bytes to a new place, durably but for its directory. */
  void copy(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
        OutputStream out =
            Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      in.transferTo(out);
    }
    forceFile(to);
  }

  /** Replaces {@code to} in one step, or throws; there is no copying instead. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
