package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Turns what the file system says into what the user reads: the place, the reason, the way out. */
final class Failures {
  private Failures() {}

  /** The exception for an I/O error, which stays its cause. */
  static CheckpointIOException of(String where, IOException cause) {
    return new CheckpointIOException(where + ": " + reason(cause), cause);
  }

  /** The exception for whatever a format or the JDK threw; its own kind comes back as it is. */
  static RuntimeException of(String where, RuntimeException thrown) {
    if (thrown instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
      return of(where, wrapped.getCause());
    }
    return thrown instanceof RowProblem problem ? problem.at(where) : thrown;
  }

  /** The reason and what to do, as clauses. */
  static String reason(IOException e) {
    if (e instanceof UnsafePlaceException unsafe) {
      return unsafe.getFile() + " " + unsafe.getReason();
    }
    if (e instanceof AtomicMoveNotSupportedException) {
      return "the file system cannot replace a file atomically ("
          + e.getMessage()
          + "); keep the store in a directory of one local file system";
    }
    if (e instanceof FileSystemException fileError) {
      return fileError(fileError);
    }
    return general(String.valueOf(e.getMessage()), e);
  }

  private static String fileError(FileSystemException e) {
    String file = e.getFile() == null ? "a file" : e.getFile();
    if (e instanceof AccessDeniedException) {
      return "no permission for " + file + "; grant it to this user, or use another directory";
    }
    if (e instanceof NotDirectoryException) {
      return file + " is not a directory; move it away, or use another directory";
    }
    if (e instanceof NoSuchFileException) {
      return file
          + " cannot be found or made; use a directory that can be written, or try again if something"
          + " removed it meanwhile";
    }
    String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return file + ": " + general(reason, e);
  }

  private static String general(String reason, IOException e) {
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return reason + "; make room on the disk and save again";
    }
    if (lower.contains("read-only file system")) {
      return reason + "; use a directory that can be written";
    }
    return lower.equals("null") ? e.getClass().getName() : reason;
  }
}
