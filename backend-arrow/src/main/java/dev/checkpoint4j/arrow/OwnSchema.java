package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Arrow types that a checkpoint's columns have, as {@code docs/format/hf-dataset.md} says, and
 * how they are read back.
 */
final class OwnSchema {
  static final String ITEM = "item";
  static final String KEYS = "keys";
  static final String VALUES = "values";

  private static final Column TEXT = Column.of(ITEM, ColumnType.of(Kind.STRING), true);

  private int count;

  private OwnSchema() {}

  static ArrowSchema of(List<Column> columns, Map<String, String> metadata) {
    OwnSchema made = new OwnSchema();
    List<Field> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(made.field(column.name(), column.type())));
    return new ArrowSchema(fields, metadata, made.count);
  }

  private Field field(String name, ColumnType type) {
    int index = count++;
    List<Field> children =
        switch (type.kind()) {
          case LIST -> List.of(field(ITEM, type.element().get(0).type()));
          case MAP ->
              List.of(
                  field(KEYS, ColumnType.listOf(TEXT.type(), true)),
                  field(VALUES, ColumnType.listOf(type.element().get(0).type(), true)));
          case STRUCT -> fields(type.fields());
          default -> List.of();
        };
    return new Field(index, name, arrowType(type), children, null, Map.of());
  }

  private List<Field> fields(List<Column> columns) {
    List<Field> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(field(column.name(), column.type())));
    return fields;
  }

  private static ArrowType arrowType(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> ArrowType.of(ArrowType.Id.BOOL);
      case INT32 -> ArrowType.integer(Integer.SIZE, true);
      case INT64 -> ArrowType.integer(Long.SIZE, true);
      case FLOAT32 -> ArrowType.of(ArrowType.Id.FLOAT, Float.SIZE);
      case FLOAT64 -> ArrowType.of(ArrowType.Id.FLOAT, Double.SIZE);
      case STRING, JSON, DECIMAL -> ArrowType.of(ArrowType.Id.UTF8);
      case BINARY -> ArrowType.of(ArrowType.Id.BINARY);
      case TIMESTAMP, LOCAL_TIMESTAMP ->
          ArrowType.time(
              ArrowType.Id.TIMESTAMP,
              Long.SIZE,
              Times.NANOS_PER_SECOND,
              type.kind() == Kind.TIMESTAMP);
      case DATE -> ArrowType.time(ArrowType.Id.DATE, Integer.SIZE, 0, false);
      case LIST -> ArrowType.of(ArrowType.Id.LIST);
      case MAP -> ArrowType.of(ArrowType.Id.STRUCT);
      // Arrow has structs without fields, datasets has not.
      case STRUCT ->
          ArrowType.of(type.fields().isEmpty() ? ArrowType.Id.UTF8 : ArrowType.Id.STRUCT);
    };
  }

  /** Whether a file's fields are those that these columns are written to. */
  static boolean matches(List<Field> fields, List<Column> columns) {
    return same(fields, of(columns, Map.of()).fields());
  }

  private static boolean same(List<Field> a, List<Field> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same =
          a.get(i).name().equals(b.get(i).name())
              && a.get(i).dictionary() == null
              && a.get(i).type().equals(b.get(i).type())
              && same(a.get(i).children(), b.get(i).children());
    }
    return same;
  }

  /** How fields that match these columns are read. */
  static List<Plan> plans(List<Field> fields, List<Column> columns) {
    List<Plan> plans = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Column column = columns.get(i);
      boolean direct = column.type().kind() != Kind.DECIMAL;
      plans.add(new Plan(fields.get(i), column, reader(fields.get(i), column.type()), direct));
    }
    return plans;
  }

  private static ColumnReader reader(Field field, ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL -> decimals(field);
      case LIST -> list(field, type.element().get(0).type());
      case MAP ->
          Nested.keysAndValues(
              field,
              list(field.children().get(0), TEXT.type()),
              list(field.children().get(1), type.element().get(0).type()));
      case STRUCT -> type.fields().isEmpty() ? empty(field) : struct(field, type.fields());
      default -> Flat.reader(field);
    };
  }

  private static ColumnReader list(Field field, ColumnType element) {
    return Nested.list(field, reader(field.children().get(0), element));
  }

  private static ColumnReader struct(Field field, List<Column> columns) {
    List<ColumnReader> readers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      readers.add(reader(field.children().get(i), columns.get(i).type()));
    }
    return Nested.struct(field, readers);
  }

  private static ColumnReader empty(Field field) {
    return (batch, at) -> {
      batch.require(field, at);
      return new dev.checkpoint4j.spi.column.StructVector(
          at.size(), List.of(), batch.nulls(field, at));
    };
  }

  private static ColumnReader decimals(Field field) {
    return (batch, at) -> {
      int count = at.size();
      var texts = (dev.checkpoint4j.spi.column.StringVector) Texts.texts(batch, field, at);
      @Nullable BigDecimal[] values = new @Nullable BigDecimal[count];
      for (int i = 0; i < count; i++) {
        String text = texts.get(i);
        try {
          values[i] = text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
          throw Problems.corrupt("column \"" + field.name() + "\" has a decimal that is none", e);
        }
      }
      return new dev.checkpoint4j.spi.column.DecimalVector(count, values, texts.nulls());
    };
  }
}
