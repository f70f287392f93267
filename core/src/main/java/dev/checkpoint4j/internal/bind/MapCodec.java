package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map with values of one declared type, and keys that are a string in JSON. */
final class MapCodec extends Codec {
  /** How keys become strings and come back. */
  record Keys(Function<Object, String> print, Function<String, Object> parse) {
    static final Keys STRINGS = new Keys(Keys::string, k -> k);

    private static String string(Object key) {
      if (key instanceof String text) {
        return text;
      }
      throw Problems.unsupported(
          "a map key is " + key.getClass().getTypeName() + " where only strings can be kept");
    }
  }

  private final Keys keys;
  private final Codec value;
  private final Supplier<Map<Object, Object>> maker;
  private final ColumnType type;

  MapCodec(Keys keys, Codec value, Supplier<Map<Object, Object>> maker) {
    this.keys = keys;
    this.value = value;
    this.maker = maker;
    ColumnType values = value.type();
    this.type = values.kind() == Kind.JSON ? values : ColumnType.mapOf(values, value.nullable());
  }

  @Override
  ColumnType type() {
    return type;
  }

  @Override
  String expected() {
    return "map<" + value.expected() + ">";
  }

  @Override
  boolean hasUntyped() {
    return value.hasUntyped();
  }

  @Override
  boolean isEmpty(Object map) {
    return ((Map<?, ?>) map).isEmpty();
  }

  private String key(@Nullable Object key) {
    if (key == null) {
      throw Problems.unsupported("has a null key, which JSON has no place for");
    }
    return keys.print().apply(key);
  }

  private String checkedKey(@Nullable Object key) {
    String text = key(key);
    Text.check(text);
    return text;
  }

  @Override
  void learn(Object map, Place place, int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw Problems.tooDeep();
    }
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      String key = key(entry.getKey());
      Object each = entry.getValue();
      Place child = each == null ? null : place.learnChild(key);
      if (each != null && child != null) {
        try {
          value.learn(each, child, depth + 1);
        } catch (RowProblem e) {
          throw e.inside(key);
        }
      }
    }
  }

  /** Of a map of plain values under plain keys, which can be no tag. */
  @Override
  @Nullable String plainText(Object map) {
    if (!keys.equals(Keys.STRINGS)) {
      return null;
    }
    StringBuilder json = new StringBuilder(128).append('{');
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      boolean known = entry.getKey() instanceof String key && !key.startsWith(Tags.PREFIX);
      String key = known ? PlainJson.write(entry.getKey()) : null;
      String each = entry.getValue() == null ? null : value.plainText(entry.getValue());
      if (key == null || each == null) {
        return null;
      }
      json.append(json.length() == 1 ? "" : ",").append(key).append(':').append(each);
    }
    return json.append('}').toString();
  }

  @Override
  void write(Object map, JsonGenerator out, @Nullable Place place) throws IOException {
    boolean first = true;
    boolean escaped = false;
    out.writeStartObject();
    Problems.checkDepth(out);
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      String key = key(entry.getKey());
      if (first && key.startsWith(Tags.PREFIX)) {
        escaped = true;
        out.writeFieldName(Tags.MAP);
        out.writeStartObject();
      }
      first = false;
      Place child = place == null ? null : place.child(key);
      if (child == null) {
        Text.writeKey(key, out);
      } else {
        out.writeFieldName(child.key());
      }
      try {
        value.writeOrNull(entry.getValue(), out, child);
      } catch (RowProblem e) {
        throw e.inside(key);
      }
    }
    if (escaped) {
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  @Override
  Object read(JsonParser in, @Nullable Place place) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Problems.mismatch(expected(), in);
    }
    Problems.checkDepth(in);
    String key = in.nextFieldName();
    if (!Tags.MAP.equals(key)) {
      return readEntries(in, key, place);
    }
    if (Problems.next(in) != JsonToken.START_OBJECT) {
      throw Problems.mismatch(expected(), in);
    }
    Object map = readEntries(in, in.nextFieldName(), place);
    Tags.end(in);
    return map;
  }

  private Object readEntries(JsonParser in, @Nullable String firstKey, @Nullable Place place)
      throws IOException {
    Map<Object, Object> map = maker.get();
    int size = 0;
    for (String key = firstKey; key != null; key = in.nextFieldName()) {
      Problems.next(in);
      try {
        Place child = place == null ? null : place.child(key);
        put(map, keys.parse().apply(key), value.readOrNull(in, child));
      } catch (RowProblem e) {
        throw e.inside(key);
      }
      if (map.size() != ++size) {
        throw Problems.duplicate(key);
      }
    }
    Problems.checkEnd(in);
    return map;
  }

  private void put(Map<Object, Object> map, Object key, @Nullable Object each) {
    try {
      map.put(key, each);
    } catch (NullPointerException | ClassCastException e) {
      throw Problems.mismatch(expected(), "an entry that " + map.getClass() + " refuses", e);
    }
  }

  @Override
  Object toColumn(Object map) {
    Map<String, @Nullable Object> canonical = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      String key = checkedKey(entry.getKey());
      try {
        canonical.put(key, value.canonical(entry.getValue()));
      } catch (RowProblem e) {
        throw e.inside(key);
      }
    }
    return canonical;
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    return switch (stored.kind()) {
      case STRING -> text -> JsonText.read(this, (String) text);
      case MAP -> {
        ColumnReader reader = value.reader(stored.element().get(0).type());
        yield map -> fromMap((Map<?, ?>) map, reader);
      }
      case STRUCT -> {
        List<ColumnReader> readers =
            stored.fields().stream().map(f -> value.reader(f.type())).toList();
        yield row -> fromStruct((@Nullable Object[]) row, stored.fields(), readers);
      }
      default -> throw Problems.mismatch(expected(), stored.toString());
    };
  }

  private Object fromMap(Map<?, ?> canonical, ColumnReader reader) {
    Map<Object, Object> map = maker.get();
    for (Map.Entry<?, ?> entry : canonical.entrySet()) {
      read(map, (String) entry.getKey(), entry.getValue(), reader);
    }
    return map;
  }

  private Object fromStruct(
      @Nullable Object[] row, List<Column> fields, List<ColumnReader> readers) {
    Map<Object, Object> map = maker.get();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null || !fields.get(i).absent()) {
        read(map, fields.get(i).name(), row[i], readers.get(i));
      }
    }
    return map;
  }

  private void read(
      Map<Object, Object> map, String key, @Nullable Object canonical, ColumnReader reader) {
    try {
      put(
          map,
          keys.parse().apply(key),
          canonical == null ? value.ofNull() : reader.read(canonical));
    } catch (RowProblem e) {
      throw e.inside(key);
    }
  }
}
