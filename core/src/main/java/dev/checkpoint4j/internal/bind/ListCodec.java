package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A collection or an array of objects. */
final class ListCodec extends Codec {
  private final Codec element;
  private final Supplier<Collection<Object>> maker;
  private final Function<Object, Collection<?>> view;
  private final Function<Collection<Object>, Object> finish;
  private final ColumnType type;

  private ListCodec(
      Codec element,
      Supplier<Collection<Object>> maker,
      Function<Object, Collection<?>> view,
      Function<Collection<Object>, Object> finish) {
    this.element = element;
    this.maker = maker;
    this.view = view;
    this.finish = finish;
    ColumnType elements = element.type();
    this.type =
        elements.kind() == Kind.JSON ? elements : ColumnType.listOf(elements, element.nullable());
  }

  static ListCodec collection(Codec element, Supplier<Collection<Object>> maker) {
    return new ListCodec(element, maker, c -> (Collection<?>) c, c -> c);
  }

  static ListCodec array(Codec element, Object[] empty) {
    return new ListCodec(
        element, ArrayList::new, a -> Arrays.asList((Object[]) a), c -> c.toArray(empty));
  }

  @Override
  ColumnType type() {
    return type;
  }

  @Override
  String expected() {
    return "list<" + element.expected() + ">";
  }

  @Override
  boolean hasUntyped() {
    return element.hasUntyped();
  }

  @Override
  boolean isEmpty(Object value) {
    return view.apply(value).isEmpty();
  }

  @Override
  void learn(Object value, Place place, int depth) {
    Place elements = place.learnElement();
    if (elements == null) {
      return;
    }
    if (depth > Json.MAX_DEPTH) {
      throw Problems.tooDeep();
    }
    int i = 0;
    try {
      for (Object each : view.apply(value)) {
        if (each != null) {
          element.learn(each, elements, depth + 1);
        }
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    Place elements = place == null ? null : place.element();
    out.writeStartArray();
    Problems.checkDepth(out);
    int i = 0;
    try {
      for (Object each : view.apply(value)) {
        element.writeOrNull(each, out, elements);
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
    out.writeEndArray();
  }

  @Override
  Object read(JsonParser in, @Nullable Place place) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      if (in.currentToken() == JsonToken.START_OBJECT) {
        return java.util.Objects.requireNonNull(Tags.readInside(this, in));
      }
      throw Problems.mismatch(expected(), in);
    }
    Problems.checkDepth(in);
    Place elements = place == null ? null : place.element();
    Collection<Object> values = maker.get();
    int i = 0;
    try {
      while (Problems.next(in) != JsonToken.END_ARRAY) {
        add(values, element.readOrNull(in, elements));
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
    return finish.apply(values);
  }

  private void add(Collection<Object> values, @Nullable Object value) {
    try {
      values.add(value);
    } catch (NullPointerException | ClassCastException e) {
      throw Problems.mismatch(expected(), "a value that " + values.getClass() + " refuses", e);
    }
  }

  @Override
  Object toColumn(Object value) {
    Collection<?> values = view.apply(value);
    List<@Nullable Object> list = new ArrayList<>(values.size());
    try {
      for (Object each : values) {
        list.add(element.canonical(each));
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(list.size()));
    }
    return list;
  }

  @Override
  void append(Object value, ColumnAppender to) {
    if (type.kind() == Kind.JSON) {
      super.append(value, to);
      return;
    }
    ColumnAppender elements = to.elements();
    int i = 0;
    try {
      for (Object each : view.apply(value)) {
        element.appendOrNull(each, elements);
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
    to.endList();
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    if (stored.kind() == Kind.STRING) {
      return text -> JsonText.read(this, (String) text);
    }
    if (stored.kind() != Kind.LIST) {
      throw Problems.mismatch(expected(), stored.toString());
    }
    ColumnReader reader = element.reader(stored.element().get(0).type());
    return list -> convert(list, reader);
  }

  private Object convert(Object list, ColumnReader reader) {
    List<?> stored = ColumnLists.view(list);
    Collection<Object> values = maker.get();
    if (values.getClass() == ArrayList.class) {
      if (reader == ColumnReader.AS_IS && element.nullable()) {
        return finish.apply(new ArrayList<>(stored));
      }
      // One that grows takes room for ten at the least.
      values = new ArrayList<>(stored.size());
    }
    int i = 0;
    try {
      for (Object each : stored) {
        add(values, each == null ? element.ofNull() : reader.read(each));
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
    return finish.apply(values);
  }
}
