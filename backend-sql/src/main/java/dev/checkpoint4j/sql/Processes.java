package dev.checkpoint4j.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process has something, so that another one of the same machine sees at once that it died,
 * and need not wait for its heartbeats to stay away.
 */
final class Processes {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  private Processes() {}

  /**
   * This process: where process ids are of one meaning, a space, and its id. Empty where that is
   * not known.
   */
  static Optional<String> own(Database database) {
    return space(database).map(space -> space + " " + ProcessHandle.current().pid());
  }

  private static Optional<String> space(Database database) {
    try {
      if (Files.exists(BOOT)) {
        String namespace = Files.readSymbolicLink(NAMESPACE).toString();
        return Optional.of(Files.readString(BOOT).strip() + "/" + namespace);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
    // Two machines cannot share a write-ahead log.
    return database == Database.SQLITE ? Optional.of("machine") : Optional.empty();
  }

  /** Whether a process is surely dead: one of the same space whose id nobody has. */
  static boolean isGone(String process, Database database) {
    int end = process.lastIndexOf(' ');
    if (end < 0 || !space(database).filter(process.substring(0, end)::equals).isPresent()) {
      return false;
    }
    try {
      return ProcessHandle.of(Long.parseLong(process.substring(end + 1))).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** This process for people. */
  static String description() {
    return "process "
        + ProcessHandle.current().pid()
        + " on "
        + host()
        + " (since "
        + Instant.now()
        + ")";
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }
}
