package dev.checkpoint4j.internal.store;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Something other than a plain file or directory lies where the store keeps one. */
final class UnsafePlaceException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /** The reason follows the path and ends with what to do. */
  UnsafePlaceException(Path place, String reason) {
    super(place.toString(), null, reason);
  }
}
