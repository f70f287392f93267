package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sealed type with no annotation of its own: an object whose key {@code @type} has the simple
 * name of a permitted subclass. Other names are refused; none is ever looked up as a class.
 */
final class SealedCodec extends Codec {
  static final String TYPE = "@type";
  private static final SerializedString TYPE_KEY = new SerializedString(TYPE);

  private final String name;
  private final Map<String, StructCodec> byName;
  private final Map<Class<?>, SerializedString> names = new HashMap<>();

  SealedCodec(String name, Map<String, StructCodec> byName) {
    this.name = name;
    this.byName = new LinkedHashMap<>(byName);
    byName.forEach((simple, codec) -> names.put(codec.javaType(), new SerializedString(simple)));
    for (StructCodec leaf : byName.values()) {
      if (leaf.namesRead().contains(TYPE)) {
        throw Problems.unsupported(
            leaf.javaType().getName()
                + " has a field "
                + TYPE
                + ", which tells the subclasses of "
                + name
                + " apart; rename it");
      }
    }
  }

  /** The concrete classes below a sealed one, itself included. */
  static void collect(Class<?> sealed, List<Class<?>> leaves) {
    if (!Modifier.isAbstract(sealed.getModifiers())) {
      leaves.add(sealed);
    }
    if (!sealed.isSealed()) {
      if (Modifier.isAbstract(sealed.getModifiers())) {
        throw Problems.unsupported(
            sealed.getName() + " is abstract and not sealed, so that its subclasses are unknown");
      }
      return;
    }
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (!leaves.contains(permitted)) {
        collect(permitted, leaves);
      }
    }
  }

  /** The subclasses by name. */
  Map<String, StructCodec> leaves() {
    return byName;
  }

  String nameOf(Object value) {
    return key(value).getValue();
  }

  private SerializedString key(Object value) {
    SerializedString found = names.get(value.getClass());
    if (found == null) {
      throw Problems.unsupported(
          value.getClass().getName() + " is no permitted concrete subclass of " + name);
    }
    return found;
  }

  StructCodec leaf(String simple) {
    StructCodec found = byName.get(simple);
    if (found == null) {
      throw Problems.mismatch("the name of a permitted subclass of " + name, "another string")
          .inside(TYPE);
    }
    return found;
  }

  @Override
  ColumnType type() {
    return ColumnType.of(Kind.JSON);
  }

  @Override
  String expected() {
    return name;
  }

  @Override
  boolean hasUntyped() {
    return byName.values().stream().anyMatch(Codec::hasUntyped);
  }

  @Override
  void learn(Object value, Place place, int depth) {
    leaf(nameOf(value)).learn(value, place, depth);
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    SerializedString simple = key(value);
    out.writeStartObject();
    Problems.checkDepth(out);
    out.writeFieldName(TYPE_KEY);
    out.writeString(simple);
    leaf(simple.getValue()).writeFields(value, out, place);
    out.writeEndObject();
  }

  @Override
  Object read(JsonParser in, @Nullable Place place) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Problems.mismatch(name, in);
    }
    Problems.checkDepth(in);
    if (in.nextFieldName(TYPE_KEY)) {
      return leaf(simpleName(in)).readFields(in, place);
    }
    return readReordered(in, place);
  }

  private static String simpleName(JsonParser in) throws IOException {
    if (Problems.next(in) != JsonToken.VALUE_STRING) {
      throw Problems.mismatch("string", in).inside(TYPE);
    }
    return in.getText();
  }

  /** Another tool put the name behind other keys: they are kept until it is known. */
  private Object readReordered(JsonParser in, @Nullable Place place) throws IOException {
    String[] simple = new String[1];
    byte[] fields =
        JsonText.bytes(
            out -> {
              out.writeStartObject();
              for (String key = in.currentName(); in.currentToken() == JsonToken.FIELD_NAME; ) {
                if (key.equals(TYPE) && simple[0] == null) {
                  simple[0] = simpleName(in);
                } else {
                  Problems.next(in);
                  out.writeFieldName(key);
                  Replay.copy(in, out);
                }
                key = Objects.requireNonNullElse(in.nextFieldName(), "");
              }
              Problems.checkEnd(in);
              out.writeEndObject();
            });
    if (simple[0] == null) {
      throw Problems.mismatch("the name of a permitted subclass of " + name, "nothing")
          .inside(TYPE);
    }
    try (JsonParser again = Json.FACTORY.createParser(fields)) {
      again.nextToken();
      return leaf(simple[0]).readFields(again, place);
    }
  }

  @Override
  Object toColumn(Object value) {
    throw new IllegalStateException("The column of a sealed type holds JSON");
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    if (stored.kind() == Kind.STRING) {
      return text -> JsonText.read(this, (String) text);
    }
    if (stored.kind() != Kind.STRUCT) {
      throw Problems.mismatch(name, stored.toString());
    }
    return rowReader(stored.fields());
  }

  /** The union of the columns of all subclasses, the name first. */
  List<Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(TYPE, Column.of(TYPE, ColumnType.of(Kind.STRING), false));
    for (StructCodec leaf : byName.values()) {
      for (StructField field : leaf.written()) {
        columns.merge(
            field.column(),
            Column.of(field.column(), field.codec().type(), true),
            (a, b) ->
                a.type().equals(b.type())
                    ? a
                    : Column.of(a.name(), ColumnType.of(Kind.JSON), true));
      }
    }
    return List.copyOf(columns.values());
  }

  /** A row of {@link #columns}. */
  @Nullable Object[] toRow(Object value, List<Column> columns) {
    Map<String, StructField> fields = new HashMap<>();
    leaf(nameOf(value)).written().forEach(field -> fields.put(field.column(), field));
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    row[0] = nameOf(value);
    for (int i = 1; i < row.length; i++) {
      StructField field = fields.get(columns.get(i).name());
      row[i] = field == null ? null : field.toColumn(value, columns.get(i).type().kind());
    }
    return row;
  }

  /** Reads rows of these stored columns. */
  ColumnReader rowReader(List<Column> stored) {
    int at = -1;
    for (int i = 0; i < stored.size(); i++) {
      at = stored.get(i).name().equals(TYPE) ? i : at;
    }
    if (at < 0) {
      throw Problems.mismatch("a column with the name of a permitted subclass of " + name, "none")
          .inside(TYPE);
    }
    Map<String, ColumnReader> readers = new HashMap<>();
    byName.forEach((simple, leaf) -> readers.put(simple, leaf.rowReader(stored)));
    int position = at;
    return row -> {
      @Nullable Object[] values = (@Nullable Object[]) row;
      String simple = String.valueOf(values[position]);
      leaf(simple);
      return Objects.requireNonNull(readers.get(simple)).read(values);
    };
  }
}
