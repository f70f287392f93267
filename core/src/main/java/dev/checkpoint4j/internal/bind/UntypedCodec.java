package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.internal.bind.UntypedType.Token;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with no declared type. Natural JSON where that gives back the same class, or where the
 * class is the usual one of its {@link Place}; a {@linkplain Tags tagged} value elsewhere.
 */
final class UntypedCodec extends Codec {
  static final UntypedCodec INSTANCE = new UntypedCodec(true);

  /** Writes what Jackson can read: no tags, whatever class would come back. */
  static final UntypedCodec PLAIN = new UntypedCodec(false);

  private final boolean tags;

  private UntypedCodec(boolean tags) {
    this.tags = tags;
  }

  @Override
  ColumnType type() {
    return ColumnType.of(Kind.JSON);
  }

  @Override
  boolean hasUntyped() {
    return true;
  }

  @Override
  boolean isEmpty(Object value) {
    if (value instanceof String text) {
      return text.isEmpty();
    }
    return value instanceof Collection<?> values
        ? values.isEmpty()
        : value instanceof Map<?, ?> map && map.isEmpty();
  }

  private static UntypedType typeOf(Object value) {
    UntypedType type = UntypedType.of(value);
    if (type == null) {
      throw Problems.unsupported(
          value.getClass().getTypeName()
              + " cannot be kept where no type is declared; declare the type of this field, or"
              + " convert the value to a map, list, string or number");
    }
    return type;
  }

  private static String key(@Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw Problems.unsupported(
        "a map key is "
            + (key == null ? "null" : key.getClass().getTypeName())
            + " where no type is declared; only strings can be kept there");
  }

  @Override
  void learn(Object value, Place place, int depth) {
    UntypedType type = typeOf(value);
    place.saw(type, value);
    if (type == UntypedType.MAP) {
      learnMap((Map<?, ?>) value, place, depth);
    } else if (type.isCollection()) {
      learnElements((Collection<?>) value, place, depth);
    }
  }

  void learnMap(Map<?, ?> map, Place place, int depth) {
    checkDepth(depth);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = key(entry.getKey());
      Place child = place.learnChild(key);
      if (child != null) {
        try {
          learnOrNull(entry.getValue(), child, depth + 1);
        } catch (RowProblem e) {
          throw e.inside(key);
        }
      }
    }
  }

  private void learnElements(Collection<?> values, Place place, int depth) {
    checkDepth(depth);
    Place elements = place.learnElement();
    if (elements == null) {
      return;
    }
    int i = 0;
    try {
      for (Object each : values) {
        learnOrNull(each, elements, depth + 1);
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
  }

  private void learnOrNull(@Nullable Object value, Place place, int depth) {
    if (value == null) {
      place.sawNull();
    } else {
      learn(value, place, depth);
    }
  }

  private static void checkDepth(int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw Problems.tooDeep();
    }
  }

  @Override
  @Nullable String plainText(Object value) {
    return PlainJson.write(value);
  }

  @Override
  @Nullable Object ofPlainText(String json) {
    return PlainJson.read(json);
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    UntypedType type = typeOf(value);
    if (type == UntypedType.MAP) {
      writeMap((Map<?, ?>) value, out, place);
      return;
    }
    UntypedType usual = place == null ? null : place.usual(type.token(value));
    if (!tags || (usual == null ? type.isNatural(value) : usual == type)) {
      writePlain(type, value, out, place);
    } else {
      out.writeStartObject();
      Problems.checkDepth(out);
      out.writeFieldName(Tags.PREFIX + type.label);
      writePlain(type, value, out, place);
      out.writeEndObject();
    }
  }

  private void writePlain(UntypedType type, Object value, JsonGenerator out, @Nullable Place place)
      throws IOException {
    if (type.isCollection()) {
      writeElements((Collection<?>) value, out, place == null ? null : place.element());
    } else {
      type.codec().write(value, out, null);
    }
  }

  private void writeElements(Collection<?> values, JsonGenerator out, @Nullable Place elements)
      throws IOException {
    out.writeStartArray();
    Problems.checkDepth(out);
    int i = 0;
    try {
      for (Object each : values) {
        writeOrNull(each, out, elements);
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
    out.writeEndArray();
  }

  private void writeMap(Map<?, ?> map, JsonGenerator out, @Nullable Place place)
      throws IOException {
    if (tags && Tags.looksTagged(map)) {
      out.writeStartObject();
      out.writeFieldName(Tags.MAP);
      writeEntries(map, out, place);
      out.writeEndObject();
    } else {
      writeEntries(map, out, place);
    }
  }

  /** Writes a map that is an object in any case, such as a row. */
  void writeEntries(Map<?, ?> map, JsonGenerator out, @Nullable Place place) throws IOException {
    out.writeStartObject();
    Problems.checkDepth(out);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = key(entry.getKey());
      Place child = place == null ? null : place.child(key);
      if (child == null) {
        Text.writeKey(key, out);
      } else {
        out.writeFieldName(child.key());
      }
      try {
        writeOrNull(entry.getValue(), out, child);
      } catch (RowProblem e) {
        throw e.inside(key);
      }
    }
    out.writeEndObject();
  }

  @Override
  Object read(JsonParser in, @Nullable Place place) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return readObject(in, place);
    }
    UntypedType usual = place == null ? null : place.usual(Token.of(token));
    if (usual != null) {
      return readAs(usual, in, place);
    }
    return switch (token) {
      case VALUE_STRING -> in.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> in.getNumberValue();
      case VALUE_NUMBER_FLOAT -> readFraction(in);
      case START_ARRAY -> readElements(in, place, new ArrayList<>());
      default -> throw Problems.corrupt("a JSON value was expected");
    };
  }

  private static Object readFraction(JsonParser in) throws IOException {
    Double value = Numbers.asDouble(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    return value != null ? value : NumberCodecs.parse(in.getText(), "decimal", BigDecimal::new);
  }

  private Object readAs(UntypedType type, JsonParser in, @Nullable Place place) throws IOException {
    if (type.isCollection()) {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        throw Problems.mismatch(type.label, in);
      }
      return readElements(
          in, place, type == UntypedType.SET ? new LinkedHashSet<>() : new ArrayList<>());
    }
    return java.util.Objects.requireNonNull(type.codec().read(in, null));
  }

  private Object readElements(
      JsonParser in, @Nullable Place place, Collection<@Nullable Object> values)
      throws IOException {
    Problems.checkDepth(in);
    Place elements = place == null ? null : place.element();
    int i = 0;
    try {
      while (Problems.next(in) != JsonToken.END_ARRAY) {
        values.add(readOrNull(in, elements));
        i++;
      }
    } catch (RowProblem e) {
      throw e.inside(Problems.element(i));
    }
    return values;
  }

  private Object readObject(JsonParser in, @Nullable Place place) throws IOException {
    Problems.checkDepth(in);
    String key = in.nextFieldName();
    if (key == null || !key.startsWith(Tags.PREFIX)) {
      return readEntries(in, key, place);
    }
    UntypedType type = Tags.type(key);
    Object value;
    JsonToken token = Problems.next(in);
    if (token == JsonToken.VALUE_NULL) {
      throw Problems.corrupt("a tagged value is null");
    }
    if (type != UntypedType.MAP) {
      value = readAs(type, in, place);
    } else if (token == JsonToken.START_OBJECT) {
      value = readEntries(in, in.nextFieldName(), place);
    } else {
      throw Problems.mismatch("map", in);
    }
    Tags.end(in);
    return value;
  }

  /** Reads the rest of an object from its first key on, null for none. */
  Map<String, @Nullable Object> readEntries(
      JsonParser in, @Nullable String firstKey, @Nullable Place place) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    int size = 0;
    for (String key = firstKey; key != null; key = in.nextFieldName()) {
      Problems.next(in);
      try {
        map.put(key, readOrNull(in, place == null ? null : place.child(key)));
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

  @Override
  Object toColumn(Object value) {
    throw new IllegalStateException("The column of an untyped value holds JSON");
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    return ColumnCodecs.of(stored).columnReader(stored);
  }
}
