package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ProcessLease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to compute one step: among the threads of this process, and inside of that among
 * processes by a locked file. The system drops the lock when its owner dies, so that the lease of a
 * killed one lapses at that instant and no clock decides. A file beside it says who the owner is.
 */
final class StepLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StepLease.class);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int MAX_OWNER_BYTES = 1024;

  private final ProcessLease inner;
  private final LockFile lock;
  private final Path owner;

  private StepLease(ProcessLease inner, LockFile lock, Path owner) {
    this.inner = inner;
    this.lock = lock;
    this.owner = owner;
  }

  /**
   * Waits for the right among processes. Called on a thread that nobody interrupts.
   *
   * @param inner the right among threads, which is given up with this one
   * @param end when to give up, in {@link System#nanoTime}
   */
  static StepLease take(Root root, String flat, CheckpointName name, ProcessLease inner, long end)
      throws IOException {
    Path lockPath = root.steps().resolve(flat + ".lock");
    Path owner = root.steps().resolve(flat + ".owner");
    LockFile lock = poll(root, lockPath, owner, name, end);
    try {
      writeOwner(root, owner);
      return new StepLease(inner, lock, owner);
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static LockFile poll(Root root, Path lockPath, Path owner, CheckpointName name, long end)
      throws IOException {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      Places.file(root.path(), lockPath);
      Optional<LockFile> held = LockFile.tryLock(lockPath, StandardOpenOption.CREATE);
      if (held.isPresent()) {
        return held.get();
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw ProcessLease.busy(
            name, readOwner(owner), Duration.ofNanos(System.nanoTime() - start));
      }
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(pause, left));
      } catch (InterruptedException e) {
        throw new IllegalStateException("Nobody interrupts the thread of a lease", e);
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }

  private static void writeOwner(Root root, Path owner) throws IOException {
    Places.file(root.path(), owner);
    String text =
        "process "
            + ProcessHandle.current().pid()
            + " on "
            + host()
            + " (since "
            + Instant.now()
            + ")";
    Files.writeString(owner, text);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }

  /** Who has it, for a message. */
  private static String readOwner(Path owner) throws IOException {
    try (var in = Files.newInputStream(owner, LinkOption.NOFOLLOW_LINKS)) {
      String text = new String(in.readNBytes(MAX_OWNER_BYTES), StandardCharsets.UTF_8);
      return text.isBlank() ? "another process" : text.replaceAll("[^A-Za-z0-9 ._:()-]", "?");
    } catch (NoSuchFileException e) {
      return "another process";
    }
  }

  /** Gives it up. What it guarded is done by then, so that failures are only logged. */
  @Override
  public void close() {
    try {
      try {
        Files.deleteIfExists(owner);
      } finally {
        lock.delete();
      }
    } catch (IOException e) {
      LOG.warn("Removing the lease {} failed: {}", owner, Failures.reason(e));
    } finally {
      inner.close();
    }
  }
}
