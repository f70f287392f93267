package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.IllegalCheckpointNameException;
import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.SchemaMismatchException;
import dev.checkpoint4j.UnsupportedTypeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a store's failures from its caller's mistakes. */
final class Problems {
  private Problems() {}

  /** What is wrong with the stored copy, so that another copy may serve. */
  static boolean isDamage(RuntimeException e) {
    return e instanceof CorruptCheckpointException;
  }

  /** A question that no copy can answer: the same in every store. */
  static boolean isReadersMistake(RuntimeException e) {
    return e instanceof InvalidQueryException
        || e instanceof SchemaMismatchException
        || e instanceof UnsupportedTypeException
        || e instanceof IllegalCheckpointNameException;
  }

  /** Records that cannot be kept. */
  static boolean isWritersMistake(RuntimeException e) {
    return e instanceof UnsupportedTypeException
        || e instanceof LimitExceededException
        || e instanceof IllegalCheckpointNameException;
  }

  /** Foreign exceptions may show anything in their messages; ours never show contents. */
  static String text(RuntimeException e) {
    return e instanceof CheckpointException
        ? String.valueOf(e.getMessage())
        : e.getClass().getName();
  }

  /** The first failure, with the others as suppressed exceptions; null if there is none. */
  static @Nullable RuntimeException joined(List<ChildOutcome> outcomes) {
    RuntimeException first = null;
    for (ChildOutcome outcome : outcomes) {
      RuntimeException cause = outcome.cause().orElse(null);
      if (first == null) {
        first = cause;
      } else if (cause != null && cause != first) {
        first.addSuppressed(cause);
      }
    }
    return first;
  }
}
