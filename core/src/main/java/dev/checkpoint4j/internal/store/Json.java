package dev.checkpoint4j.internal.store;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the parts of a JSON object; what is missing or of another type is an error. */
final class Json {
  private Json() {}

  static String text(JsonNode json, String key) {
    return require(json, key, json.path(key).isTextual(), "a string").textValue();
  }

  static long number(JsonNode json, String key, long min) {
    JsonNode value =
        require(
            json,
            key,
            json.path(key).isIntegralNumber() && json.path(key).canConvertToLong(),
            "a whole number");
    if (value.longValue() < min) {
      throw new IllegalArgumentException("\"" + key + "\" must be at least " + min);
    }
    return value.longValue();
  }

  static boolean flag(JsonNode json, String key) {
    return require(json, key, json.path(key).isBoolean(), "true or false").booleanValue();
  }

  static JsonNode array(JsonNode json, String key) {
    return require(json, key, json.path(key).isArray(), "an array");
  }

  static JsonNode object(JsonNode json, String key) {
    return require(json, key, json.path(key).isObject(), "an object");
  }

  private static JsonNode require(JsonNode json, String key, boolean fits, String expected) {
    if (!fits) {
      throw new IllegalArgumentException("\"" + key + "\" must be " + expected);
    }
    return json.path(key);
  }
}
