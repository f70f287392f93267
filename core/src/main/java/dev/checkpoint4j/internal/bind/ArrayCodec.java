package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of primitives. */
abstract class ArrayCodec extends Codec {
  private final Codec element;
  private final ColumnType type;

  ArrayCodec(Codec element) {
    this.element = element;
    this.type = ColumnType.listOf(element.type(), false);
  }

  @Override
  final ColumnType type() {
    return type;
  }

  @Override
  final Object read(JsonParser in, @Nullable Place place) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      if (in.currentToken() == JsonToken.START_OBJECT) {
        return java.util.Objects.requireNonNull(Tags.readInside(this, in));
      }
      throw Problems.mismatch(expected(), in);
    }
    Problems.checkDepth(in);
    Object array = create(16);
    int capacity = 16;
    int size = 0;
    try {
      while (Problems.next(in) != JsonToken.END_ARRAY) {
        if (size == capacity) {
          array = copy(array, capacity *= 2);
        }
        if (in.currentToken() == JsonToken.VALUE_NULL) {
          throw Problems.mismatch(element.expected(), "null");
        }
        readElement(in, array, size);
        size++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(size));
    }
    return copy(array, size);
  }

  abstract Object create(int length);

  abstract Object copy(Object array, int length);

  abstract void readElement(JsonParser in, Object array, int index) throws IOException;

  /** Sets an element to one that the element's codec read. */
  abstract void set(Object array, int index, Object value);

  @Override
  final ColumnReader columnReader(ColumnType stored) {
    if (stored.kind() == Kind.STRING) {
      return text -> JsonText.read(this, (String) text);
    }
    if (stored.kind() != Kind.LIST) {
      throw Problems.mismatch(expected(), stored.toString());
    }
    Class<?> own = create(0).getClass();
    ColumnReader reader = element.reader(stored.element().get(0).type());
    return list -> list.getClass() == own ? list : convert(list, reader);
  }

  private Object convert(Object list, ColumnReader reader) {
    List<?> values = ColumnLists.view(list);
    Object array = create(values.size());
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      try {
        Object read = value == null ? element.ofNull() : reader.read(value);
        if (read == null) {
          throw Problems.mismatch(element.expected(), "null");
        }
        set(array, i, read);
      } catch (RowProblem e) {
        throw e.inside(Problems.element(i));
      }
    }
    return array;
  }
}
