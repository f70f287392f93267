package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.RowProblem;
import org.jspecify.annotations.Nullable;

/** The problems of a file, to which its place is added where it is known. */
final class Problems {
  private Problems() {}

  static RowProblem corrupt(String problem) {
    return corrupt(problem, null);
  }

  static RowProblem corrupt(String problem, @Nullable Throwable cause) {
    return new RowProblem(RowProblem.Kind.CORRUPT, "", problem, cause);
  }

  static RowProblem unreadable(String problem) {
    return new RowProblem(RowProblem.Kind.MISMATCH, "", problem);
  }

  static RowProblem limit(String problem) {
    return new RowProblem(RowProblem.Kind.LIMIT, "", problem);
  }
}
