package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record or bean: named fields. */
final class StructCodec extends Codec {
  private final Class<?> javaType;
  private final StructField[] written;
  private final StructField[] untyped;
  private final ReadField[] expected;
  private final Map<String, ReadField> byName = new HashMap<>();
  private final Maker maker;
  private final ColumnType type;
  private final boolean alwaysWritesAField;

  /**
   * @param written what is written, in order
   * @param read what is read, in the order in which it is written
   */
  StructCodec(Class<?> javaType, List<StructField> written, List<ReadField> read, Maker maker) {
    this.javaType = javaType;
    this.written = written.toArray(StructField[]::new);
    this.untyped = written.stream().filter(f -> f.codec().hasUntyped()).toArray(StructField[]::new);
    this.expected = read.toArray(ReadField[]::new);
    this.maker = maker;
    this.alwaysWritesAField = written.stream().anyMatch(StructField::isAlwaysWritten);
    for (ReadField field : read) {
      byName.put(field.name().getValue(), field);
    }
    for (ReadField field : read) {
      field.aliases().forEach(alias -> byName.putIfAbsent(alias, field));
    }
    this.type =
        ColumnType.structOf(
            written.stream()
                .map(f -> Column.of(f.column(), f.codec().type(), f.nullable()))
                .toList());
  }

  Class<?> javaType() {
    return javaType;
  }

  List<StructField> written() {
    return List.of(written);
  }

  /** The names under which a stored column is of use. */
  Set<String> namesRead() {
    Set<String> names = new HashSet<>();
    byName.forEach(
        (name, field) -> {
          if (!field.isIgnored()) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  ColumnType type() {
    return type;
  }

  @Override
  String expected() {
    return "object";
  }

  @Override
  boolean hasUntyped() {
    return untyped.length > 0;
  }

  @Override
  void learn(Object value, Place place, int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw Problems.tooDeep();
    }
    for (StructField field : untyped) {
      field.learn(value, place, depth);
    }
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    out.writeStartObject();
    Problems.checkDepth(out);
    writeFields(value, out, place);
    out.writeEndObject();
  }

  void writeFields(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    for (StructField field : written) {
      field.write(value, out, place);
    }
  }

  @Override
  Object read(JsonParser in, @Nullable Place place) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Problems.mismatch(expected(), in);
    }
    Problems.checkDepth(in);
    return readFields(in, place);
  }

  /** Reads the rest of an object. */
  Object readFields(JsonParser in, @Nullable Place place) throws IOException {
    @Nullable Object[] values = maker.blank();
    Set<String> unknown = null;
    boolean found = false;
    int next = 0;
    while (true) {
      ReadField field;
      if (next < expected.length && in.nextFieldName(expected[next].name())) {
        field = expected[next++];
      } else {
        String name = next < expected.length ? in.currentName() : in.nextFieldName();
        if (in.currentToken() != JsonToken.FIELD_NAME) {
          break;
        }
        field = byName.get(name);
        if (field == null) {
          unknown = unknown == null ? new HashSet<>() : unknown;
          skip(in, name, unknown);
          continue;
        }
        next = field.position() + 1;
      }
      found = true;
      read(field, in, place, values);
    }
    Problems.checkEnd(in);
    if (alwaysWritesAField && unknown != null && !found) {
      throw nothingInCommon();
    }
    return maker.make(values);
  }

  /** Data of another type altogether: to call all of it missing would hide a mistake. */
  private RowProblem nothingInCommon() {
    return Problems.mismatch(
        "columns of " + javaType.getSimpleName(),
        "none of them, only columns that it does not have");
  }

  private static void read(
      ReadField field, JsonParser in, @Nullable Place place, @Nullable Object[] values)
      throws IOException {
    Problems.next(in);
    if (field.isIgnored()) {
      in.skipChildren();
      return;
    }
    if (values[field.slot()] != Maker.MISSING) {
      throw Problems.duplicate(field.name().getValue());
    }
    try {
      values[field.slot()] = field.codec().readOrNull(in, field.place(place));
    } catch (RowProblem e) {
      throw e.inside(field.name().getValue());
    }
  }

  private static void skip(JsonParser in, String name, Set<String> unknown) throws IOException {
    if (!unknown.add(name)) {
      throw Problems.duplicate(name);
    }
    Problems.next(in);
    in.skipChildren();
  }

  @Override
  @Nullable Object[] toColumn(Object value) {
    @Nullable Object[] row = new @Nullable Object[written.length];
    for (int i = 0; i < written.length; i++) {
      row[i] = written[i].toColumn(value);
    }
    return row;
  }

  @Override
  void append(Object value, ColumnAppender to) {
    for (int i = 0; i < written.length; i++) {
      written[i].append(value, to.field(i));
    }
    to.endStruct();
  }

  /** The same for a row, whose fields are columns. */
  void appendRow(Object value, List<? extends ColumnAppender> columns) {
    for (int i = 0; i < written.length; i++) {
      written[i].append(value, columns.get(i));
    }
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    if (stored.kind() == Kind.STRING) {
      return text -> JsonText.read(this, (String) text);
    }
    if (stored.kind() != Kind.STRUCT) {
      throw Problems.mismatch(expected(), stored.toString());
    }
    return rowReader(stored.fields());
  }

  /** Reads rows of these stored columns; null where there is nothing to read of one. */
  ColumnReader rowReader(List<Column> stored) {
    StructPlan plan = new StructPlan(stored, byName, maker);
    if (alwaysWritesAField && !stored.isEmpty() && stored.stream().noneMatch(this::knows)) {
      throw nothingInCommon();
    }
    return plan;
  }

  private boolean knows(Column stored) {
    return byName.containsKey(stored.name());
  }
}
