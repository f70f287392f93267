package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.column.ColumnVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries that a vector's values make, on the way from the rows down to a leaf.
 *
 * @param count how many entries
 * @param slots for each entry the index of its value in the vector, or -1 if a null or an empty
 *     list further up ended it; null if entry {@code i} is value {@code i}
 * @param defs so far; null if all are 0
 * @param reps so far; null if all are 0
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record Slots(int count, int @Nullable [] slots, byte @Nullable [] defs, byte @Nullable [] reps) {
  private static final int ENDED = -1;

  static Slots rows(int count) {
    return new Slots(count, null, null, null);
  }

  int slot(int entry) {
    return slots == null ? entry : slots[entry];
  }

  /** The entries below a value that may be null: where it is, they end. */
  Slots below(ColumnVector vector, boolean nullable) {
    if (!nullable) {
      return this;
    }
    byte[] deeper = defs == null ? new byte[count] : defs.clone();
    boolean[] nulls = vector.nulls();
    if (slots == null && nulls == null) {
      for (int i = 0; i < count; i++) {
        deeper[i]++;
      }
      return new Slots(count, null, deeper, reps);
    }
    int[] kept = new int[count];
    for (int i = 0; i < count; i++) {
      int slot = slot(i);
      boolean ends = slot == ENDED || (nulls != null && nulls[slot]);
      kept[i] = ends ? ENDED : slot;
      if (!ends) {
        deeper[i]++;
      }
    }
    return new Slots(count, kept, deeper, reps);
  }

  /** The entries of the elements of lists, at this repetition level. */
  Slots elements(int[] offsets, int rep) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      int slot = slot(i);
      total += slot == ENDED ? 1 : Math.max(1, offsets[slot + 1] - offsets[slot]);
    }
    int size = Math.toIntExact(total);
    int[] inner = new int[size];
    byte[] innerDefs = new byte[size];
    byte[] innerReps = new byte[size];
    int to = 0;
    for (int i = 0; i < count; i++) {
      int slot = slot(i);
      int from = slot == ENDED ? 0 : offsets[slot];
      int length = slot == ENDED ? 0 : offsets[slot + 1] - from;
      byte def = defs == null ? 0 : defs[i];
      byte outerRep = reps == null ? 0 : reps[i];
      if (length == 0) {
        inner[to] = ENDED;
        innerDefs[to] = def;
        innerReps[to++] = outerRep;
      } else {
        Arrays.fill(innerDefs, to, to + length, (byte) (def + 1));
        Arrays.fill(innerReps, to, to + length, (byte) rep);
        innerReps[to] = outerRep;
        for (int k = 0; k < length; k++) {
          inner[to++] = from + k;
        }
      }
    }
    return new Slots(size, inner, innerDefs, innerReps);
  }

  /** The indexes of the values that are there; null if they are all from 0 on. */
  int @Nullable [] present() {
    if (slots == null) {
      return null;
    }
    int[] present = new int[count];
    int size = 0;
    for (int slot : slots) {
      if (slot != ENDED) {
        present[size++] = slot;
      }
    }
    return Arrays.copyOf(present, size);
  }
}
