package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Values that name their own type: an object with one key, {@code {"$checkpoint4j:int64": 1}}.
 * Written for untyped values whose class is not the one usual at their place; a map that looks like
 * one stands inside a tag itself.
 */
final class Tags {
  static final String PREFIX = "$checkpoint4j:";

  /** What stands around a map of the user that looks like a tagged value. */
  static final String MAP = PREFIX + "map";

  private Tags() {}

  /** Whether readers would take the map for a tagged value, which they know by its first key. */
  static boolean looksTagged(java.util.Map<?, ?> map) {
    return !map.isEmpty()
        && map.keySet().iterator().next() instanceof String key
        && key.startsWith(PREFIX);
  }

  /** A declared type that meets a tagged value reads what is inside. */
  static @Nullable Object readInside(Codec codec, JsonParser in) throws IOException {
    String key = in.nextFieldName();
    if (key == null || !key.startsWith(PREFIX) || key.equals(MAP)) {
      throw Problems.mismatch(codec.expected(), "object");
    }
    type(key);
    JsonToken token = Problems.next(in);
    if (token == JsonToken.START_OBJECT) {
      throw Problems.mismatch(codec.expected(), "object");
    }
    Object value = codec.readOrNull(in, null);
    end(in);
    return value;
  }

  /** The type that a tag names. */
  static UntypedType type(String key) {
    UntypedType type = UntypedType.named(key.substring(PREFIX.length()));
    if (type == null) {
      throw Problems.corrupt(
          "an object has the reserved key of an unknown type; a newer version may know it");
    }
    return type;
  }

  /** Leaves a tag. */
  static void end(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw Problems.corrupt("a tagged value has more than one key");
    }
  }
}
