package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of temporary files with one owner, which holds a lock file beside it for as long as
 * it lives. Whoever can take that lock knows that the owner is dead and removes both. The lock file
 * is made before the directory and removed after it, so that a directory without one has no owner.
 */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern LOCK = Pattern.compile("[0-9a-f]{32}\\.lock");
  private static final Pattern TEMP = Pattern.compile("[0-9a-f]{32}\\.tmp");
  private static final String LOCK_ENDING = ".lock";

  /** Lock files of this process: opening and closing one again would drop its lock. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /** Two threads that try the same dead session's lock would take each other for its owner. */
  private static final Object SWEEPING = new Object();

  private final LockFile lock;
  private final Path lockPath;
  private final Path directory;

  private Session(LockFile lock, Path lockPath, Path directory) {
    this.lock = lock;
    this.lockPath = lockPath;
    this.directory = directory;
  }

  static Session create(Path tmp) throws IOException {
    while (true) {
      String id = randomId();
      Path lockPath = tmp.resolve(id + LOCK_ENDING);
      OWN.add(lockPath);
      boolean made = false;
      try {
        // Somebody may take a lock file for a dead one's before it is locked: then try again.
        Optional<LockFile> lock = LockFile.tryLock(lockPath, StandardOpenOption.CREATE_NEW);
        if (lock.isPresent()) {
          Session session = new Session(lock.get(), lockPath, tmp.resolve(id));
          session.makeDirectory();
          made = true;
          return session;
        }
      } finally {
        if (!made) {
          OWN.remove(lockPath);
        }
      }
    }
  }

  private void makeDirectory() throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (IOException | RuntimeException | Error e) {
      try {
        lock.delete();
      } catch (IOException cleaning) {
        e.addSuppressed(cleaning);
      }
      throw e;
    }
  }

  private static String randomId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  Path newTemp() {
    return directory.resolve(randomId() + ".tmp");
  }

  /** Whether it is still there; somebody may have removed the whole directory. */
  boolean isIntact(Path root) throws IOException {
    return lock.isCurrent() && Places.isDirectory(root, directory);
  }

  /** Removes what earlier failures left here. */
  void sweep(Set<Path> live) throws IOException {
    removeTemps(directory, live);
  }

  /** Gives up; removes everything. */
  void close() throws IOException {
    try {
      removeDirectory(directory);
    } finally {
      try {
        lock.delete();
      } finally {
        OWN.remove(lockPath);
      }
    }
  }

  /** Removes the sessions of dead owners; nothing else is touched. */
  static void sweepDead(Path tmp) throws IOException {
    synchronized (SWEEPING) {
      for (Path entry : Places.entries(tmp)) {
        sweepEntry(entry);
      }
    }
  }

  private static void sweepEntry(Path entry) {
    String name = String.valueOf(entry.getFileName());
    try {
      if (LOCK.matcher(name).matches() && !OWN.contains(entry)) {
        removeIfDead(entry);
      } else if (DIRECTORY.matcher(name).matches()
          && Places.look(entry).isPresent()
          && Places.look(entry.resolveSibling(name + LOCK_ENDING)).isEmpty()) {
        removeDirectory(entry);
      }
    } catch (IOException e) {
      // Another user's, perhaps: it is in nobody's way.
      LOG.warn("Cannot remove the leftover {}: {}", entry, Failures.reason(e));
    }
  }

  private static void removeIfDead(Path lockPath) throws IOException {
    if (!Places.look(lockPath).map(BasicFileAttributes::isRegularFile).orElse(false)) {
      return;
    }
    Optional<LockFile> lock = LockFile.tryLock(lockPath);
    if (lock.isPresent()) {
      boolean removed = false;
      try {
        String name = String.valueOf(lockPath.getFileName());
        String id = name.substring(0, name.length() - LOCK_ENDING.length());
        removed = removeDirectory(lockPath.resolveSibling(id));
      } finally {
        if (removed) {
          lock.get().delete();
        } else {
          lock.get().close();
        }
      }
    }
  }

  /** Whether it is gone; what we did not make stays, and the directory with it. */
  private static boolean removeDirectory(Path directory) throws IOException {
    Optional<BasicFileAttributes> found = Places.look(directory);
    if (found.isEmpty()) {
      return true;
    }
    if (!found.get().isDirectory()) {
      return false;
    }
    removeTemps(directory, Set.of());
    try {
      Files.deleteIfExists(directory);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  private static void removeTemps(Path directory, Set<Path> live) throws IOException {
    for (Path entry : Places.entries(directory)) {
      if (TEMP.matcher(String.valueOf(entry.getFileName())).matches() && !live.contains(entry)) {
        Files.deleteIfExists(entry);
      }
    }
  }
}
