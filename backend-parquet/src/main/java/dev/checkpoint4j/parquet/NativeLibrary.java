package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Removes the file of a native library that was unpacked into the directory for temporary files,
 * where a process that is killed would leave it behind. A loaded library needs its file no more; on
 * other systems than Linux it goes at the end of the process.
 */
final class NativeLibrary {
  private static final Path MAPPED = Path.of("/proc/self/maps");

  private NativeLibrary() {}

  /**
   * Removes what this process has loaded under this name.
   *
   * @param folder how the directory that was made for it begins
   */
  static void removeFile(String folder, String file) {
    if (!Files.isReadable(MAPPED)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(MAPPED)) {
        int at = line.indexOf('/');
        if (at >= 0 && line.endsWith("/" + file)) {
          remove(Path.of(line.substring(at)), folder);
        }
      }
    } catch (IOException e) {
      // It still goes at the end of the process.
      return;
    }
  }

  private static void remove(Path file, String folder) throws IOException {
    Path parent = file.getParent();
    if (parent != null
        && parent.getFileName() != null
        && parent.getFileName().toString().startsWith(folder)) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(parent);
    }
  }
}
