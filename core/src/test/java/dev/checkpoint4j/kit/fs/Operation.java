package dev.checkpoint4j.kit.fs;

import java.nio.file.Path;

/**
 * One call that reached the file system.
 *
 * @param kind what it does
 * @param path the file or directory, in the wrapped file system; for a move the source
 * @param target where a move goes; the same as {@code path} for everything else
 */
public record Operation(Kind kind, Path path, Path target) {
  /** What a call does. */
  public enum Kind {
    /** Opens a file for writing, or makes it. */
    OPEN_WRITE(true),
    /** Writes bytes. */
    WRITE(true),
    /** Forces a file or a directory. */
    FORCE(true),
    /** Cuts a file. */
    TRUNCATE(true),
    /** Renames. */
    MOVE(true),
    /** Removes a file or a directory. */
    DELETE(true),
    /** Makes a directory or a link. */
    CREATE(true),
    /** Changes a file's attributes. */
    SET_ATTRIBUTE(true),
    /** Locks a file. */
    LOCK(true),
    /** Opens a file or a directory for reading. */
    OPEN_READ(false),
    /** Reads bytes. */
    READ(false),
    /** Lists a directory. */
    LIST(false),
    /** Reads attributes or resolves a path. */
    STAT(false);

    private final boolean mutating;

    Kind(boolean mutating) {
      this.mutating = mutating;
    }

    /** Whether it changes what is on disk, or prepares to. */
    public boolean isMutating() {
      return mutating;
    }
  }

  Operation(Kind kind, Path path) {
    this(kind, path, path);
  }

  @Override
  public String toString() {
    return kind + " " + path + (path.equals(target) ? "" : " to " + target);
  }
}
