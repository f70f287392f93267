package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.internal.reuse.Digests;
import dev.checkpoint4j.internal.reuse.KeyIndex;
import java.util.Arrays;

/** The keys and contents of a step's inputs by their digests, in the order of the inputs. */
final class InputKeys {
  private final KeyIndex keys = new KeyIndex();
  private long[] contents = new long[128];

  /** Digests all inputs; a key that is missing or not unique is refused by its row. */
  static <I> InputKeys of(StepInput<I> step) {
    InputKeys digested = new InputKeys();
    Digests digests = new Digests();
    for (I input : step.inputs()) {
      Object key = input == null ? null : step.keyOf().apply(input);
      if (key == null) {
        throw refused(step, "row " + (digested.keys.size() + 1) + " has no key");
      }
      byte[] digest = digests.of(key);
      int number = digested.keys.add(Digests.word(digest, 0), Digests.word(digest, 1));
      if (number < 0) {
        throw refused(
            step,
            "rows " + (~number + 1) + " and " + (digested.keys.size() + 1) + " have the same key");
      }
      digested.setContent(number, digests.of(input));
    }
    return digested;
  }

  private static IllegalArgumentException refused(StepInput<?> step, String problem) {
    return new IllegalArgumentException(
        "Cannot compute checkpoint \""
            + step.name()
            + "\": of its inputs, "
            + problem
            + "; each needs one of its own");
  }

  private void setContent(int number, byte[] digest) {
    if (2 * number + 2 > contents.length) {
      contents = Arrays.copyOf(contents, Math.multiplyExact(2, contents.length));
    }
    contents[2 * number] = Digests.word(digest, 0);
    contents[2 * number + 1] = Digests.word(digest, 1);
  }

  int size() {
    return keys.size();
  }

  long hi(int row) {
    return keys.hi(row);
  }

  long lo(int row) {
    return keys.lo(row);
  }

  long content(int row) {
    return contents[2 * row];
  }

  long content2(int row) {
    return contents[2 * row + 1];
  }
}
