package dev.checkpoint4j.jsonl;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.RowProblem;

/**
 * What is wrong in a line of a chunk, before it is known how many lines lie before the chunk.
 * Jackson's own messages quote the text, which is nobody's business: only its place is taken over.
 */
final class LineProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String WAY_OUT = ". Restore or repair the file, or delete the checkpoint";

  private final transient RowProblem problem;
  private final int linesBefore;
  private final long tornAt;

  private LineProblem(RowProblem problem, int linesBefore, long tornAt) {
    super(problem.getMessage(), problem, false, false);
    this.problem = problem;
    this.linesBefore = linesBefore;
    this.tornAt = tornAt;
  }

  static LineProblem of(RowProblem problem, LineParser parser) {
    return new LineProblem(problem, parser.linesBefore(), -1);
  }

  /** What the parser found: it stands near the place. */
  static LineProblem of(JacksonException thrown, LineParser parser, Chunk chunk) {
    if (thrown instanceof InputCoercionException || !(thrown instanceof StreamReadException)) {
      RowProblem.Kind kind =
          thrown instanceof StreamConstraintsException
              ? RowProblem.Kind.LIMIT
              : RowProblem.Kind.MISMATCH;
      return of(new RowProblem(kind, "", text(thrown, parser)), parser);
    }
    return syntax(chunk, parser.linesBefore(), parser.lineStart(), parser.position());
  }

  private static String text(JacksonException thrown, LineParser parser) {
    if (!(thrown instanceof StreamConstraintsException)) {
      return thrown instanceof InputCoercionException
          ? "a number is out of the range of its type"
          : "the record does not fit the type";
    }
    return parser.getParsingContext().getNestingDepth() >= JsonlOptions.MAX_NESTING
        ? "the record is nested deeper than " + JsonlOptions.MAX_NESTING + " levels"
        : "a number is longer than " + JsonlOptions.MAX_NUMBER_CHARS + " characters";
  }

  /** A chunk that is not UTF-8. */
  static LineProblem malformed(Chunk chunk, int at) {
    int lines = 0;
    int lineStart = chunk.start();
    for (int i = chunk.start(); i < at; i++) {
      if (chunk.bytes()[i] == '\n') {
        lines++;
        lineStart = i + 1;
      }
    }
    if (isTorn(chunk, lineStart)) {
      return torn(chunk, lines, lineStart);
    }
    return corrupt(
        lines, "the bytes are not UTF-8 at byte " + (at - lineStart + 1) + " of the line");
  }

  private static LineProblem syntax(Chunk chunk, int lines, int lineStart, int position) {
    if (isTorn(chunk, lineStart)) {
      return torn(chunk, lines, lineStart);
    }
    int lineEnd = lineEnd(chunk, lineStart);
    if (position > lineEnd) {
      return corrupt(lines, "the line ends in the middle of its object");
    }
    int last = Math.max(position - 1, lineStart);
    int found = chunk.bytes()[last];
    String what =
        found >= 0 && found < ' '
            ? String.format("a control character (0x%02x) that is not escaped", found)
            : "no valid JSON";
    return corrupt(lines, what + " at byte " + (last - lineStart + 1) + " of the line");
  }

  private static LineProblem corrupt(int lines, String what) {
    return new LineProblem(new RowProblem(RowProblem.Kind.CORRUPT, "", what + WAY_OUT), lines, -1);
  }

  private static LineProblem torn(Chunk chunk, int lines, int lineStart) {
    return new LineProblem(
        new RowProblem(RowProblem.Kind.CORRUPT, "", "torn"),
        lines,
        chunk.offset() + lineStart - chunk.start());
  }

  private static boolean isTorn(Chunk chunk, int lineStart) {
    return !chunk.endsWithLineBreak() && lineEnd(chunk, lineStart) == chunk.end();
  }

  private static int lineEnd(Chunk chunk, int from) {
    int at = from;
    while (at < chunk.end() && chunk.bytes()[at] != '\n') {
      at++;
    }
    return at;
  }

  /**
   * The exception for the user.
   *
   * @param lines before the chunk
   */
  CheckpointException at(String where, long lines) {
    long line = lines + linesBefore + 1;
    if (tornAt >= 0) {
      return new CorruptCheckpointException(
          where
              + ", line "
              + line
              + ": the file ends in the middle of a record that begins at byte "
              + tornAt
              + WAY_OUT);
    }
    return problem.at(where + ", line " + line);
  }
}
