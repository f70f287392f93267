package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/**
 * The schema that a checkpoint's columns have in a file, as {@code docs/format/parquet.md} says.
 */
final class SchemaElements {
  private static final String ROOT = "record";

  private final List<SchemaElement> elements = new ArrayList<>();

  private SchemaElements() {}

  static List<SchemaElement> of(RecordSchema schema) {
    SchemaElements made = new SchemaElements();
    SchemaElement root = new SchemaElement(ROOT);
    root.setNum_children(schema.columns().size());
    made.elements.add(root);
    schema.columns().forEach(made::add);
    return made.elements;
  }

  private void add(Column column) {
    add(column.name(), column.type(), column.nullable());
  }

  private void add(String name, ColumnType type, boolean nullable) {
    SchemaElement element = element(name, nullable);
    switch (type.kind()) {
      case BOOLEAN -> element.setType(Type.BOOLEAN);
      case INT32 -> element.setType(Type.INT32);
      case INT64 -> element.setType(Type.INT64);
      case FLOAT32 -> element.setType(Type.FLOAT);
      case FLOAT64 -> element.setType(Type.DOUBLE);
      case STRING, DECIMAL -> text(element);
      case JSON -> json(element);
      case BINARY -> element.setType(Type.BYTE_ARRAY);
      case TIMESTAMP -> timestamp(element, true);
      case LOCAL_TIMESTAMP -> timestamp(element, false);
      case DATE -> date(element);
      case LIST -> list(element, type.element().get(0));
      case MAP -> map(element, type.element().get(0));
      case STRUCT -> struct(element, type.fields());
    }
  }

  private SchemaElement element(String name, boolean nullable) {
    return element(name, nullable ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
  }

  private SchemaElement element(String name, FieldRepetitionType repetition) {
    SchemaElement element = new SchemaElement(name);
    element.setRepetition_type(repetition);
    elements.add(element);
    return element;
  }

  private static void text(SchemaElement element) {
    element.setType(Type.BYTE_ARRAY);
    element.setConverted_type(ConvertedType.UTF8);
    element.setLogicalType(LogicalType.STRING(new StringType()));
  }

  private static void json(SchemaElement element) {
    element.setType(Type.BYTE_ARRAY);
    element.setConverted_type(ConvertedType.JSON);
    element.setLogicalType(LogicalType.JSON(new JsonType()));
  }

  private static void timestamp(SchemaElement element, boolean utc) {
    element.setType(Type.INT64);
    TimeUnit unit = TimeUnit.NANOS(new NanoSeconds());
    element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(utc, unit)));
  }

  private static void date(SchemaElement element) {
    element.setType(Type.INT32);
    element.setConverted_type(ConvertedType.DATE);
    element.setLogicalType(LogicalType.DATE(new DateType()));
  }

  private void list(SchemaElement element, Column content) {
    element.setConverted_type(ConvertedType.LIST);
    element.setLogicalType(LogicalType.LIST(new ListType()));
    element.setNum_children(1);
    element("list", FieldRepetitionType.REPEATED).setNum_children(1);
    add("element", content.type(), content.nullable());
  }

  private void map(SchemaElement element, Column content) {
    element.setConverted_type(ConvertedType.MAP);
    element.setLogicalType(LogicalType.MAP(new MapType()));
    element.setNum_children(1);
    element("key_value", FieldRepetitionType.REPEATED).setNum_children(2);
    text(element("key", false));
    add("value", content.type(), content.nullable());
  }

  private void struct(SchemaElement element, List<Column> fields) {
    if (fields.isEmpty()) {
      json(element);
    } else {
      element.setNum_children(fields.size());
      fields.forEach(this::add);
    }
  }
}
