package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks Jackson once what it calls the constants of an enum. */
final class Enums {
  private Enums() {}

  /** Null if it does not write them all as strings that it reads back. */
  static TextCodecs.@Nullable EnumCodec find(JavaType type) {
    Class<?> raw = type.getRawClass();
    Enum<?>[] constants = (Enum<?>[]) raw.getEnumConstants();
    if (constants == null) {
      return null;
    }
    Map<Object, String> names = new HashMap<>();
    Map<String, Object> byName = new HashMap<>();
    try {
      for (Enum<?> constant : constants) {
        JsonNode name = Json.MAPPER.valueToTree(constant);
        if (!name.isTextual()
            || Json.MAPPER.treeToValue(name, raw) != constant
            || byName.put(name.textValue(), constant) != null) {
          return null;
        }
        names.put(constant, name.textValue());
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return null;
    }
    addAliases(type, constants, byName);
    return new TextCodecs.EnumCodec(raw, names, byName);
  }

  private static void addAliases(JavaType type, Enum<?>[] constants, Map<String, Object> byName) {
    DeserializationConfig config = Json.MAPPER.getDeserializationConfig();
    AnnotatedClass annotated = AnnotatedClassResolver.resolve(config, type, config);
    String[][] aliases = new String[constants.length][];
    config.getAnnotationIntrospector().findEnumAliases(config, annotated, constants, aliases);
    for (int i = 0; i < constants.length; i++) {
      if (aliases[i] != null) {
        for (String alias : aliases[i]) {
          byName.putIfAbsent(alias, constants[i]);
        }
      }
    }
  }
}
