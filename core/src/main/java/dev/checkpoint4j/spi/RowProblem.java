package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.SchemaMismatchException;
import dev.checkpoint4j.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one value of one record, before it is known where the record lies. Between a
 * binding and a backend only: the backend adds the place with {@link #at}. Holds no record
 * contents.
 */
public final class RowProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which exception a problem becomes. */
  public enum Kind {
    /** Stored data does not fit the type: {@link SchemaMismatchException}. */
    MISMATCH,
    /** A value cannot be kept: {@link UnsupportedTypeException}. */
    UNSUPPORTED,
    /** Stored data is not what the format allows: {@link CorruptCheckpointException}. */
    CORRUPT,
    /** A limit is exceeded: {@link LimitExceededException}. */
    LIMIT
  }

  private final Kind kind;
  private final String path;
  private final String problem;

  /**
   * Creates one.
   *
   * @param path the value's place in the record, such as {@code messages[2].content}; empty for the
   *     record itself
   * @param problem what is wrong, as a clause: {@code expected int32 but found string}
   */
  public RowProblem(Kind kind, String path, String problem) {
    this(kind, path, problem, null);
  }

  /** Creates one with its cause. */
  public RowProblem(Kind kind, String path, String problem, @Nullable Throwable cause) {
    super(path.isEmpty() ? problem : "column \"" + path + "\": " + problem, cause);
    this.kind = kind;
    this.path = path;
    this.problem = problem;
  }

  /** Which exception it becomes. */
  public Kind kind() {
    return kind;
  }

  /** The value's place in the record; empty for the record itself. */
  public String path() {
    return path;
  }

  /** The same problem one level further out. */
  public RowProblem inside(String outer) {
    String joined = path.isEmpty() || path.startsWith("[") ? outer + path : outer + "." + path;
    return new RowProblem(kind, joined, problem, getCause());
  }

  /**
   * The exception for the user.
   *
   * @param where the place, such as {@code Cannot load checkpoint "clusters" from clusters.jsonl,
   *     line 418}
   */
  public CheckpointException at(String where) {
    String message = where + (path.isEmpty() ? ": " : ", ") + getMessage();
    return switch (kind) {
      case MISMATCH -> new SchemaMismatchException(message, getCause());
      case UNSUPPORTED -> new UnsupportedTypeException(message, getCause());
      case CORRUPT -> new CorruptCheckpointException(message, getCause());
      case LIMIT -> new LimitExceededException(message, getCause());
    };
  }
}
