package dev.checkpoint4j.jsonl;

import com.fasterxml.jackson.core.JacksonException;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the lines of a chunk gave.
 *
 * @param chunk the lines
 * @param results in order
 * @param lineBreaks in the chunk, so that the lines of the next one can be numbered
 */
record ParsedChunk<R>(Chunk chunk, List<R> results, int lineBreaks) {
  /**
   * Reads all lines.
   *
   * @throws LineProblem if one cannot be read
   */
  static <R> ParsedChunk<R> parse(Chunk chunk, LineFactory json, LineRows<R> rows)
      throws IOException {
    List<R> results = new ArrayList<>();
    int lines =
        read(
            chunk,
            json,
            in -> {
              R result = rows.read(in);
              if (result != null) {
                results.add(result);
              }
              return true;
            });
    return new ParsedChunk<>(chunk, results, lines);
  }

  /** Shows each line to a visitor until it has enough; returns how many line breaks it passed. */
  static int read(Chunk chunk, LineFactory json, Visitor visitor) throws IOException {
    int malformed = Utf8.malformedAt(chunk.bytes(), chunk.start(), chunk.end());
    if (malformed >= 0) {
      throw LineProblem.malformed(chunk, malformed);
    }
    try (LineParser parser = json.parser(chunk)) {
      try {
        boolean more = true;
        while (more && parser.toLine()) {
          parser.beginObject();
          more = visitor.visit(parser);
          parser.endObject();
          parser.endLine();
        }
      } catch (RowProblem problem) {
        throw LineProblem.of(problem, parser);
      } catch (JacksonException e) {
        throw LineProblem.of(e, parser, chunk);
      }
      return parser.linesBefore();
    }
  }

  /** Looks at the object in a line. */
  interface Visitor {
    /** Leaves the parser behind the object; false to go no further. */
    boolean visit(LineParser in) throws IOException;
  }
}
