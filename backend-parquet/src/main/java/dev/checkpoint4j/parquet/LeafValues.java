package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;
import java.util.Arrays;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * Physical values of one leaf: those that are there, one after the other, until {@link #spread}
 * makes room for the nulls. Strings may be ids into a dictionary.
 */
final class LeafValues {
  private static final int OBJECT_BYTES = 16;

  final Type type;
  final boolean text;

  boolean[] booleans = {};
  int[] ints = {};
  long[] longs = {};
  float[] floats = {};
  double[] doubles = {};
  byte[] @Nullable [] binaries = {};
  @Nullable String[] strings = {};
  int[] ids = {};

  /** The strings that {@link #ids} stand for; null while strings are kept one by one. */
  @Nullable String @Nullable [] dictionary;

  private int size;
  private long bytes;

  LeafValues(Type type, boolean text) {
    this.type = type;
    this.text = text;
  }

  int size() {
    return size;
  }

  /**
   * What strings and bytes take at the least. Numbers may lie in their record, and strings of a
   * dictionary are shared.
   */
  long weight() {
    boolean objects = (text && dictionary == null) || binaries.length > 0;
    return objects ? bytes + (long) size * OBJECT_BYTES : 0;
  }

  /** Makes room for more values and returns the index of the first; they count as added. */
  int add(int count) {
    int from = size;
    ensure(Math.addExact(size, count));
    size += count;
    return from;
  }

  /** Adds bytes or the text that they are; there was made room with {@link #add}. */
  void setBytes(int index, byte[] from, int offset, int length) {
    bytes += length;
    Limits.size("the text or binary data of some rows", bytes, Integer.MAX_VALUE);
    if (bytes > Limits.PAGE_BYTES && length < bytes) {
      throw new RowProblem(
          RowProblem.Kind.LIMIT,
          "",
          "the text or binary data of some rows takes more than "
              + Limits.PAGE_BYTES
              + " bytes (a bound that grows with -Xmx)");
    }
    if (text) {
      strings[index] = Utf8.decode(from, offset, length);
    } else {
      binaries[index] = Arrays.copyOfRange(from, offset, offset + length);
    }
  }

  private void ensure(int needed) {
    int length = length();
    if (needed > length) {
      resize((int) Math.max(needed, Math.min(length * 3L / 2, Limits.PAGE_VALUES)));
    }
  }

  private int length() {
    return switch (type) {
      case BOOLEAN -> booleans.length;
      case INT32 -> ints.length;
      case INT64 -> longs.length;
      case FLOAT -> floats.length;
      case DOUBLE -> doubles.length;
      default -> dictionary != null ? ids.length : text ? strings.length : binaries.length;
    };
  }

  private void resize(int length) {
    switch (type) {
      case BOOLEAN -> booleans = Arrays.copyOf(booleans, length);
      case INT32 -> ints = Arrays.copyOf(ints, length);
      case INT64 -> longs = Arrays.copyOf(longs, length);
      case FLOAT -> floats = Arrays.copyOf(floats, length);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, length);
      default -> {
        if (dictionary != null) {
          ids = Arrays.copyOf(ids, length);
        } else if (text) {
          strings = Arrays.copyOf(strings, length);
        } else {
          binaries = Arrays.copyOf(binaries, length);
        }
      }
    }
  }

  /** From here on strings are ids into this dictionary, if there are none so far. */
  boolean useDictionary(@Nullable String[] strings) {
    if (size == 0) {
      dictionary = strings;
    }
    return dictionary == strings;
  }

  /** Turns ids into strings, because values follow that the dictionary has not. */
  void leaveDictionary() {
    @Nullable String[] known = dictionary;
    if (known != null) {
      dictionary = null;
      strings = new String[ids.length];
      for (int i = 0; i < size; i++) {
        strings[i] = known[ids[i]];
      }
      ids = new int[0];
    }
  }

  /** Moves the values apart, so that each lies where {@code nulls} has a false. */
  void spread(boolean[] nulls, int count) {
    ensure(count);
    int from = size - 1;
    for (int to = count - 1; to > from; to--) {
      if (!nulls[to]) {
        move(from--, to);
      } else {
        clear(to);
      }
    }
    for (int i = 0; i <= from; i++) {
      // Only flags before the first value that moved can be left, and none of them is a null.
      if (nulls[i]) {
        throw Problems.corrupt("a page has more values than its levels say");
      }
    }
    size = count;
  }

  private void move(int from, int to) {
    switch (type) {
      case BOOLEAN -> booleans[to] = booleans[from];
      case INT32 -> ints[to] = ints[from];
      case INT64 -> longs[to] = longs[from];
      case FLOAT -> floats[to] = floats[from];
      case DOUBLE -> doubles[to] = doubles[from];
      default -> {
        if (dictionary != null) {
          ids[to] = ids[from];
        } else if (text) {
          strings[to] = strings[from];
        } else {
          binaries[to] = binaries[from];
        }
      }
    }
  }

  private void clear(int index) {
    if (dictionary != null) {
      ids[index] = 0;
    } else if (text) {
      strings[index] = null;
    } else if (binaries.length > 0) {
      binaries[index] = null;
    }
  }
}
