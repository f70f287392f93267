package dev.checkpoint4j.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Record schemas as JSON, as {@code docs/format/store.md} describes. */
public final class SchemaJson {
  static final int MAX_DEPTH = 100;
  static final int MAX_COLUMNS = 100_000;

  private static final Map<String, ColumnType.Kind> KINDS = kinds();

  /** Columns of all levels read so far. */
  private int columns;

  private SchemaJson() {}

  /** The schema as an object. */
  public static ObjectNode write(RecordSchema schema) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("columns", columns(schema.columns()));
    if (!schema.untyped().isEmpty()) {
      ObjectNode untyped = json.putObject("untyped");
      new TreeMap<>(schema.untyped()).forEach(untyped::put);
    }
    return json;
  }

  private static ArrayNode columns(List<Column> columns) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    columns.forEach(column -> array.add(column(column)));
    return array;
  }

  private static ObjectNode column(Column column) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", column.name());
    json.put("type", word(column.type().kind()));
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
   * Reads a schema.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RecordSchema read(JsonNode json) {
    Map<String, String> untyped = new TreeMap<>();
    JsonNode places = json.path("untyped");
    if (!places.isMissingNode() && !places.isObject()) {
      throw new IllegalArgumentException("\"untyped\" of a schema must be an object");
    }
    places.fieldNames().forEachRemaining(place -> untyped.put(place, Json.text(places, place)));
    return new RecordSchema(new SchemaJson().readColumns(Json.array(json, "columns"), 0), untyped);
  }

  private static ColumnType.Kind kind(String type) {
    ColumnType.Kind kind = KINDS.get(type);
    if (kind == null) {
      throw new IllegalArgumentException("a column has an unknown type");
    }
    return kind;
  }

  private static Map<String, ColumnType.Kind> kinds() {
    Map<String, ColumnType.Kind> kinds = new TreeMap<>();
    for (ColumnType.Kind kind : ColumnType.Kind.values()) {
      kinds.put(word(kind), kind);
    }
    return kinds;
  }

  private static String word(ColumnType.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private List<Column> readColumns(JsonNode array, int depth) {
    List<Column> read = new ArrayList<>();
    for (JsonNode column : array) {
      read.add(readColumn(column, depth));
    }
    return read;
  }

  private Column readColumn(JsonNode json, int depth) {
    if (depth > MAX_DEPTH || ++columns > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "a schema has at most " + MAX_COLUMNS + " columns in " + MAX_DEPTH + " levels");
    }
    ColumnType.Kind kind = kind(Json.text(json, "type"));
    List<Column> element =
        json.has("element") ? List.of(readColumn(json.get("element"), depth + 1)) : List.of();
    List<Column> fields =
        json.has("fields") ? readColumns(Json.array(json, "fields"), depth + 1) : List.of();
    return new Column(
        Json.text(json, "name"),
        new ColumnType(kind, element, fields),
        Json.flag(json, "nullable"),
        json.has("absent") && Json.flag(json, "absent"));
  }
}
