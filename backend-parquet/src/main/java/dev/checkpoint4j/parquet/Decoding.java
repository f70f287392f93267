package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;

/** Runs what decodes bytes of a file, and turns whatever damaged bytes provoke into our problem. */
final class Decoding {
  private Decoding() {}

  /** The result of a step; problems name the column. */
  static <V> V of(Node leaf, Workers.Task<V> step) throws IOException {
    try {
      return step.run();
    } catch (RowProblem e) {
      throw e.inside(leaf.path());
    } catch (IndexOutOfBoundsException
        | NegativeArraySizeException
        | ArithmeticException
        | ClassCastException e) {
      throw Problems.corrupt("its pages are damaged", e).inside(leaf.path());
    }
  }
}
