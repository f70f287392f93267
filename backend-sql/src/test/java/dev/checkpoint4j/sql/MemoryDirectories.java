package dev.checkpoint4j.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Temporary directories in memory where the system has some: thousands of forced commits take
 * minutes on a disk, and no test here cuts the power.
 */
public final class MemoryDirectories implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");

  /** For JUnit. */
  public MemoryDirectories() {}

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws Exception {
    return Files.isWritable(MEMORY)
        ? Files.createTempDirectory(MEMORY, "checkpoint4j-sql")
        : Files.createTempDirectory("checkpoint4j-sql");
  }
}
