package dev.checkpoint4j.spi.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Record schemas as JSON text, for the metadata of files, so that a file keeps its types without a
 * manifest. An object with {@code columns}, an array of objects with {@code name}, {@code type} (a
 * kind in lower case), {@code nullable}, and where they apply {@code absent}, {@code element} and
 * {@code fields}; and with {@code untyped}, an object of strings.
 */
public final class SchemaText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SchemaText() {}

  /** The text of a schema. */
  public static String write(RecordSchema schema) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("columns", columns(schema.columns()));
    if (!schema.untyped().isEmpty()) {
      ObjectNode untyped = json.putObject("untyped");
      new TreeMap<>(schema.untyped()).forEach(untyped::put);
    }
    return json.toString();
  }

  private static ArrayNode columns(List<Column> columns) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    columns.forEach(column -> array.add(column(column)));
    return array;
  }

  private static ObjectNode column(Column column) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", column.name());
    json.put("type", column.type().kind().name().toLowerCase(Locale.ROOT));
    json.put("nullable", column.nullable());
    if (column.absent()) {
      json.put("absent", true);
    }
    if (!column.type().element().isEmpty()) {
      json.set("element", column(column.type().element().get(0)));
    }
    if (column.type().kind() == ColumnType.Kind.STRUCT) {
      json.set("fields", columns(column.type().fields()));
    }
    return json;
  }

  /**
   * The schema that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  public static RecordSchema read(String text) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a schema must be JSON", e);
    }
    Map<String, String> untyped = new TreeMap<>();
    json.path("untyped")
        .fields()
        .forEachRemaining(e -> untyped.put(e.getKey(), text(e.getValue())));
    return new RecordSchema(readColumns(json.path("columns")), untyped);
  }

  private static List<Column> readColumns(JsonNode array) {
    if (!array.isArray()) {
      throw new IllegalArgumentException("the columns of a schema must be an array");
    }
    List<Column> columns = new ArrayList<>();
    array.forEach(column -> columns.add(readColumn(column)));
    return columns;
  }

  private static Column readColumn(JsonNode json) {
    String kind = text(json.path("type")).toUpperCase(Locale.ROOT);
    List<Column> element =
        json.has("element") ? List.of(readColumn(json.get("element"))) : List.of();
    List<Column> fields = json.has("fields") ? readColumns(json.get("fields")) : List.of();
    return new Column(
        text(json.path("name")),
        new ColumnType(ColumnType.Kind.valueOf(kind), element, fields),
        json.path("nullable").asBoolean(),
        json.path("absent").asBoolean());
  }

  private static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("a schema has something else where a string was expected");
    }
    return json.textValue();
  }
}
