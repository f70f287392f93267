package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code datasets} calls the features of a dataset: JSON beside the Arrow types, which knows
 * labels. Written in the spelling that all its versions read, read in all spellings.
 */
final class Features {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TYPE = "_type";
  private static final String FEATURE = "feature";

  private final JsonNode root;

  private Features(JsonNode root) {
    this.root = root;
  }

  /** Those of {@code dataset_info.json} where it has them, else those of a file's schema. */
  static Features of(JsonNode datasetInfo, ArrowSchema schema) {
    JsonNode given = datasetInfo.path("features");
    if (given.isObject()) {
      return new Features(given);
    }
    String text = schema.metadata().get(ArrowSchema.HUGGINGFACE_KEY);
    try {
      return new Features(
          text == null ? none() : MAPPER.readTree(text).path("info").path("features"));
    } catch (JsonProcessingException e) {
      throw Problems.corrupt("the features in the file's schema are not JSON", e);
    }
  }

  static JsonNode none() {
    return MissingNode.getInstance();
  }

  /** The feature of a column. */
  JsonNode of(String column) {
    return root.path(column);
  }

  private static String type(JsonNode feature) {
    return feature.path(TYPE).isTextual() ? feature.path(TYPE).textValue() : "";
  }

  static boolean isJson(JsonNode feature) {
    return type(feature).equals("Json");
  }

  /** The names of labels; null if the feature is none. */
  static @Nullable List<String> labels(JsonNode feature) {
    if (!type(feature).equals("ClassLabel") || !feature.path("names").isArray()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    feature.path("names").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** What a list holds. */
  static JsonNode element(JsonNode list) {
    return list.isArray() ? list.path(0) : list.path(FEATURE);
  }

  /** A field of a struct, also of one that a sequence of structs became. */
  static JsonNode field(JsonNode struct, String name) {
    if (type(struct).equals("Sequence") && struct.path(FEATURE).isObject()) {
      ObjectNode list = JsonNodeFactory.instance.objectNode();
      list.set(FEATURE, struct.path(FEATURE).path(name));
      return list.put(TYPE, "Sequence");
    }
    return struct.path(name);
  }

  /** The metadata of a schema that this library writes. */
  static String write(List<Field> fields) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode features = json.putObject("info").putObject("features");
    fields.forEach(field -> features.set(field.name(), feature(field)));
    return json.toString();
  }

  private static JsonNode feature(Field field) {
    return switch (field.type().id()) {
      case LIST -> list(field.children().get(0));
      case STRUCT -> {
        ObjectNode struct = JsonNodeFactory.instance.objectNode();
        field.children().forEach(child -> struct.set(child.name(), feature(child)));
        yield struct;
      }
      default -> {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        yield value.put("dtype", dtype(field.type())).put(TYPE, "Value");
      }
    };
  }

  /** A list of structs as an array: versions before 4 would turn a sequence into lists. */
  private static JsonNode list(Field element) {
    if (element.type().id() == ArrowType.Id.STRUCT) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      return array.add(feature(element));
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.set(FEATURE, feature(element));
    return list.put(TYPE, "Sequence");
  }

  private static String dtype(ArrowType type) {
    return switch (type.id()) {
      case BOOL -> "bool";
      case INT -> "int" + type.size();
      case FLOAT -> "float" + type.size();
      case BINARY -> "binary";
      case DATE -> "date32";
      case TIMESTAMP -> type.flag() ? "timestamp[ns, tz=UTC]" : "timestamp[ns]";
      default -> "string";
    };
  }
}
