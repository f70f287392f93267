package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.internal.reuse.KeyIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the rows of a step: of each key its number, where its row is and of which
 * content, why it could not be computed, and in which order this run named them. 44 bytes a key.
 * Guarded by the state's lock.
 */
final class KnownRows {
  private final KeyIndex keys = new KeyIndex();
  private final Map<Integer, StepFailure> failures = new TreeMap<>();
  private final BitSet named = new BitSet();
  private long[] places = new long[64];
  private long[] contents = new long[64];
  private int[] order = new int[64];
  private int orderSize;

  /** The key that was looked up last, which most often is the next one too; -1 for none. */
  private int last = -1;

  /** How many keys there are. */
  int size() {
    return keys.size();
  }

  /** The number of a key; -1 if nothing was heard of it. */
  int find(long hi, long lo) {
    return keys.find(hi, lo);
  }

  /** The number of a key, which is added if need be. */
  int number(long hi, long lo) {
    if (last >= 0 && keys.hi(last) == hi && keys.lo(last) == lo) {
      return last;
    }
    int number = keys.add(hi, lo);
    if (number < 0) {
      last = ~number;
      return last;
    }
    last = number;
    if (number == places.length) {
      int larger = Math.addExact(number, number >> 1);
      places = Arrays.copyOf(places, larger);
      contents = Arrays.copyOf(contents, larger);
    }
    places[number] = Place.NONE;
    return number;
  }

  /** Takes note that this run wants the row, at the end of the order if it is new; its number. */
  int name(long hi, long lo) {
    int number = number(hi, lo);
    if (!named.get(number)) {
      named.set(number);
      if (orderSize == order.length) {
        order = Arrays.copyOf(order, Math.addExact(orderSize, orderSize >> 1));
      }
      order[orderSize++] = number;
    }
    return number;
  }

  /** A row is there. */
  void learn(int number, long content, long place) {
    places[number] = place;
    contents[number] = content;
    failures.remove(number);
  }

  boolean isThere(int number) {
    return places[number] != Place.NONE;
  }

  long place(int number) {
    return places[number];
  }

  void move(int number, long place) {
    places[number] = place;
  }

  long hi(int number) {
    return keys.hi(number);
  }

  long lo(int number) {
    return keys.lo(number);
  }

  long content(int number) {
    return contents[number];
  }

  /** How many rows this run named. */
  int named() {
    return orderSize;
  }

  /** The number of a row that this run named, in their order. */
  int named(int index) {
    return order[index];
  }

  /** Of the rows that this run named, how many are there. */
  int namedAndThere() {
    int rows = 0;
    for (int i = 0; i < orderSize; i++) {
      rows += isThere(order[i]) ? 1 : 0;
    }
    return rows;
  }

  /** Of the rows that this run named, how many were tried and are missing. */
  int namedAndFailed() {
    int rows = 0;
    for (int number : failures.keySet()) {
      rows += named.get(number) && !isThere(number) ? 1 : 0;
    }
    return rows;
  }

  /** How many rows are there. */
  int there() {
    int rows = 0;
    for (int number = 0; number < keys.size(); number++) {
      rows += isThere(number) ? 1 : 0;
    }
    return rows;
  }

  void fail(int number, StepFailure failure) {
    failures.put(number, failure);
  }

  @Nullable StepFailure failure(int number) {
    return failures.get(number);
  }

  List<StepFailure> failures() {
    return List.copyOf(failures.values());
  }

  void eachFailure(BiConsumer<Integer, StepFailure> consumer) {
    failures.forEach(consumer);
  }

  /** Failures of rows that nobody wants any more. */
  void dropFailuresNotNamed() {
    failures.keySet().removeIf(number -> !named.get(number));
  }

  /** Forgets where rows are, and all failures; the order stays. */
  void forget() {
    Arrays.fill(places, Place.NONE);
    failures.clear();
  }
}
