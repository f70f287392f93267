package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The temporary files of one store object, all in its own session. Thread-safe. */
final class TempFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TempFiles.class);

  private final Disk disk;
  private final Set<Path> live = new HashSet<>();
  private @Nullable Session session;

  TempFiles(Disk disk) {
    this.disk = disk;
  }

  /**
   * Begins a change to a store: makes our directories and removes what dead writers left. Called on
   * a thread that nobody interrupts.
   */
  synchronized void begin(Root root) throws IOException {
    disk.makeDirectories(root.path(), root.tmp());
    disk.makeDirectories(root.path(), root.manifests());
    Session current = session;
    if (current != null && !current.isIntact(root.path())) {
      session = null;
      closeQuietly(current);
      current = null;
    }
    try {
      Session.sweepDead(root.tmp());
      if (current != null) {
        current.sweep(live);
      }
    } catch (IOException e) {
      LOG.warn("Cannot remove leftovers in {}: {}", root.tmp(), Failures.reason(e));
    }
    if (current == null) {
      session = Session.create(root.tmp());
    }
  }

  /** A new path for a temporary file, which the caller makes and gives back to {@link #drop}. */
  synchronized Path reserve() throws IOException {
    Session current = session;
    if (current == null) {
      throw new IOException("the store was closed meanwhile");
    }
    Path temp = current.newTemp();
    live.add(temp);
    return temp;
  }

  /** Removes a temporary file if it is still there. If that fails, the next change tries again. */
  synchronized void drop(Path temp) throws IOException {
    live.remove(temp);
    Files.deleteIfExists(temp);
  }

  /** Notes that a temporary file was renamed. */
  synchronized void renamed(Path temp) {
    live.remove(temp);
  }

  synchronized void close() {
    Session current = session;
    session = null;
    if (current != null) {
      closeQuietly(current);
    }
  }

  private static void closeQuietly(Session session) {
    try {
      session.close();
    } catch (IOException e) {
      LOG.warn("Cannot remove temporary files, which the next writer will: {}", Failures.reason(e));
    }
  }
}
