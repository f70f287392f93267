package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.ListVector;
import dev.checkpoint4j.spi.column.MapVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.StructVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists, structs and maps. */
final class Nested {
  private Nested() {}

  /** A range of elements: where it begins, and where the list of each value does within it. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  private record Range(long from, int[] offsets) {
    int count() {
      return offsets[offsets.length - 1];
    }
  }

  private static Range range(Batch batch, Field field, long from, int count) {
    if (field.type().id() == ArrowType.Id.FIXED_SIZE_LIST) {
      batch.require(field, from, count);
      int size = field.type().size();
      Limits.size("the elements of some rows", (long) count * size, Limits.COPIED_BYTES);
      int[] offsets = new int[count + 1];
      for (int i = 0; i <= count; i++) {
        offsets[i] = i * size;
      }
      return new Range(Math.multiplyExact(from, (long) size), offsets);
    }
    boolean large = field.type().id() == ArrowType.Id.LARGE_LIST;
    long[] starts = Texts.offsets(batch, field, large, from, count, Long.MAX_VALUE);
    Limits.size("the elements of some rows", starts[count] - starts[0], Limits.COPIED_BYTES);
    int[] offsets = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      offsets[i] = (int) (starts[i] - starts[0]);
    }
    return new Range(starts[0], offsets);
  }

  static ColumnReader list(Field field, ColumnReader element) {
    return (batch, from, count) -> {
      Range range = range(batch, field, from, count);
      ColumnVector elements = element.read(batch, range.from(), range.count());
      boolean @Nullable [] nulls = batch.nulls(field, from, count);
      return new ListVector(count, range.offsets(), elements, nulls);
    };
  }

  static ColumnReader struct(Field field, List<ColumnReader> fields) {
    return (batch, from, count) -> {
      batch.require(field, from, count);
      List<ColumnVector> vectors = new ArrayList<>();
      fields.forEach(reader -> vectors.add(reader.read(batch, from, count)));
      return new StructVector(count, vectors, batch.nulls(field, from, count));
    };
  }

  /** The type {@code Map} of the format: a list of entries. */
  static ColumnReader map(Field field, ColumnReader key, ColumnReader value) {
    return (batch, from, count) -> {
      Range range = range(batch, field, from, count);
      batch.require(field.children().get(0), range.from(), range.count());
      ColumnVector keys = key.read(batch, range.from(), range.count());
      ColumnVector values = value.read(batch, range.from(), range.count());
      return new MapVector(
          count,
          range.offsets(),
          keys(keys, range.count()),
          values,
          batch.nulls(field, from, count));
    };
  }

  private static StringVector keys(ColumnVector keys, int count) {
    for (int i = 0; i < count; i++) {
      if (keys.isNull(i)) {
        throw Problems.corrupt("a map has a null key");
      }
    }
    return (StringVector) keys;
  }

  /** A map as this library and Kura keep it: a struct of a list of keys and a list of values. */
  static ColumnReader keysAndValues(Field field, ColumnReader keys, ColumnReader values) {
    return (batch, from, count) -> {
      batch.require(field, from, count);
      boolean @Nullable [] nulls = batch.nulls(field, from, count);
      ListVector keyLists = (ListVector) keys.read(batch, from, count);
      ListVector valueLists = (ListVector) values.read(batch, from, count);
      requireSame(field, keyLists, valueLists);
      StringVector all = keys(keyLists.elements(), keyLists.offsets()[count]);
      return new MapVector(count, keyLists.offsets(), all, valueLists.elements(), nulls);
    };
  }

  private static void requireSame(Field field, ListVector a, ListVector b) {
    if (!Arrays.equals(a.offsets(), b.offsets())) {
      throw Problems.corrupt("column \"" + field.name() + "\" has lists of different lengths");
    }
  }

  /** A list of structs that is kept as a struct of lists. */
  static ColumnReader transposed(Field field, List<ColumnReader> lists) {
    return (batch, from, count) -> {
      batch.require(field, from, count);
      List<ColumnVector> fields = new ArrayList<>();
      ListVector first = null;
      for (ColumnReader reader : lists) {
        ListVector list = (ListVector) reader.read(batch, from, count);
        first = first == null ? list : first;
        requireSame(field, first, list);
        fields.add(list.elements());
      }
      if (first == null) {
        throw Problems.corrupt("column \"" + field.name() + "\" has no parts");
      }
      ColumnVector structs = new StructVector(first.offsets()[count], fields, null);
      boolean @Nullable [] nulls = batch.nulls(field, from, count);
      return new ListVector(count, first.offsets(), structs, nulls);
    };
  }
}
