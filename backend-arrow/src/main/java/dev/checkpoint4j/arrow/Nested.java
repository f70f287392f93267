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

  private static Spans spans(Batch batch, Field field, Ranges at) {
    ArrowType.Id id = field.type().id();
    return id == ArrowType.Id.FIXED_SIZE_LIST
        ? Spans.of(batch, field, field.type().size(), at)
        : Spans.of(batch, field, id == ArrowType.Id.LARGE_LIST, at, Long.MAX_VALUE);
  }

  static ColumnReader list(Field field, ColumnReader element) {
    return (batch, at) -> {
      Spans spans = spans(batch, field, at);
      ColumnVector elements = element.read(batch, spans.elements());
      boolean @Nullable [] nulls = batch.nulls(field, at);
      return new ListVector(at.size(), spans.starts(), elements, nulls);
    };
  }

  static ColumnReader struct(Field field, List<ColumnReader> fields) {
    return (batch, at) -> {
      batch.require(field, at);
      List<ColumnVector> vectors = new ArrayList<>();
      fields.forEach(reader -> vectors.add(reader.read(batch, at)));
      return new StructVector(at.size(), vectors, batch.nulls(field, at));
    };
  }

  /** The type {@code Map} of the format: a list of entries. */
  static ColumnReader map(Field field, ColumnReader key, ColumnReader value) {
    return (batch, at) -> {
      Spans spans = spans(batch, field, at);
      batch.require(field.children().get(0), spans.elements());
      ColumnVector keys = key.read(batch, spans.elements());
      ColumnVector values = value.read(batch, spans.elements());
      return new MapVector(
          at.size(),
          spans.starts(),
          keys(keys, spans.elements().size()),
          values,
          batch.nulls(field, at));
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
    return (batch, at) -> {
      batch.require(field, at);
      boolean @Nullable [] nulls = batch.nulls(field, at);
      ListVector keyLists = (ListVector) keys.read(batch, at);
      ListVector valueLists = (ListVector) values.read(batch, at);
      requireSame(field, keyLists, valueLists);
      StringVector all = keys(keyLists.elements(), keyLists.offsets()[at.size()]);
      return new MapVector(at.size(), keyLists.offsets(), all, valueLists.elements(), nulls);
    };
  }

  private static void requireSame(Field field, ListVector a, ListVector b) {
    if (!Arrays.equals(a.offsets(), b.offsets())) {
      throw Problems.corrupt("column \"" + field.name() + "\" has lists of different lengths");
    }
  }

  /** A list of structs that is kept as a struct of lists. */
  static ColumnReader transposed(Field field, List<ColumnReader> lists) {
    return (batch, at) -> {
      batch.require(field, at);
      List<ColumnVector> fields = new ArrayList<>();
      ListVector first = null;
      for (ColumnReader reader : lists) {
        ListVector list = (ListVector) reader.read(batch, at);
        first = first == null ? list : first;
        requireSame(field, first, list);
        fields.add(list.elements());
      }
      if (first == null) {
        throw Problems.corrupt("column \"" + field.name() + "\" has no parts");
      }
      ColumnVector structs = new StructVector(first.offsets()[at.size()], fields, null);
      boolean @Nullable [] nulls = batch.nulls(field, at);
      return new ListVector(at.size(), first.offsets(), structs, nulls);
    };
  }
}
