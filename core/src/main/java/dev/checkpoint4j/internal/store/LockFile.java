package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock file that this process holds. The system drops a lock when its holder dies.
 *
 * <p>POSIX also drops it when the process closes <i>any</i> descriptor of the file. So the callers
 * make sure that within this class loader only one at a time opens a given file. If the library was
 * loaded twice, the JVM tells us so by an {@link OverlappingFileLockException}; the channel is then
 * parked, never closed, and used again at the next attempt.
 */
final class LockFile implements AutoCloseable {
  private static final Map<Path, Opened> PARKED = new ConcurrentHashMap<>();

  private record Opened(FileChannel channel, @Nullable Object key) {}

  private final Path file;
  private final Opened opened;
  private final FileLock lock;

  private LockFile(Path file, Opened opened, FileLock lock) {
    this.file = file;
    this.opened = opened;
    this.lock = lock;
  }

  /**
   * Locks a file if nobody else holds it.
   *
   * @param options how to open it besides for writing, as {@link StandardOpenOption#CREATE}
   */
  static Optional<LockFile> tryLock(Path file, OpenOption... options) throws IOException {
    Opened opened = open(file, options);
    try {
      FileLock lock = opened.channel.tryLock();
      if (lock != null && Objects.equals(opened.key, keyOf(file))) {
        return Optional.of(new LockFile(file, opened, lock));
      }
      release(file, opened, lock);
      return Optional.empty();
    } catch (OverlappingFileLockException e) {
      PARKED.put(file, opened);
      return Optional.empty();
    } catch (IOException | RuntimeException | Error e) {
      PARKED.remove(file);
      closeAfter(e, opened.channel);
      throw e;
    }
  }

  private static Opened open(Path file, OpenOption... options) throws IOException {
    Opened parked = PARKED.get(file);
    if (parked != null) {
      if (Objects.equals(parked.key, keyOf(file))) {
        return parked;
      }
      // The user removed the directory since: nobody can lock that file any more.
      PARKED.remove(file);
      parked.channel.close();
    }
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(StandardOpenOption.WRITE);
    all.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, all);
    try {
      return new Opened(channel, keyOf(file));
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, channel);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException closing) {
      failure.addSuppressed(closing);
    }
  }

  /** What tells a file from another one of the same name; a missing one has a key of its own. */
  private static @Nullable Object keyOf(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException e) {
      return new Object();
    }
  }

  private static void release(Path file, Opened opened, @Nullable FileLock lock)
      throws IOException {
    if (!PARKED.containsKey(file)) {
      opened.channel.close();
    } else if (lock != null) {
      lock.release();
    }
  }

  /** Whether the file is still the one at its path. */
  boolean isCurrent() throws IOException {
    return Objects.equals(opened.key, keyOf(file));
  }

  /** Removes the file while it is held, so that nobody can wait for it, and gives it up. */
  void delete() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      PARKED.remove(file);
      opened.channel.close();
    }
  }

  @Override
  public void close() throws IOException {
    release(file, opened, lock);
  }
}
