package dev.checkpoint4j.spi;

import dev.checkpoint4j.internal.store.FileStore;
import java.nio.file.Path;
import java.util.Objects;

/** Makes a backend of a file format: the store machinery that all file formats share. */
public final class FileBackend {
  private FileBackend() {}

  /**
   * The store of a directory, which is made at the first save. Nothing is read or written here.
   *
   * @param directory on any file system of {@code java.nio.file} that has atomic moves and locks
   */
  public static Backend open(Path directory, FileFormat format, StoreOptions options) {
    return new FileStore(
        Objects.requireNonNull(directory, "directory"),
        Objects.requireNonNull(format, "format"),
        Objects.requireNonNull(options, "options"));
  }

  /** The bytes of files that readers of this process have mapped and not closed yet. */
  public static long mappedBytes() {
    return FileStore.mappedBytes();
  }
}
