package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.ListVector;
import dev.checkpoint4j.spi.column.MapVector;
import dev.checkpoint4j.spi.column.StringVector;
import org.jspecify.annotations.Nullable;

/**
 * Undoes what Python Kura does to values: nulls as empty texts, empty lists and zeros, and metadata
 * as texts, of which those that are JSON stand for what they say.
 */
final class KuraValues {
  private static final JsonMapper JSON =
      JsonMapper.builder(new JsonFactory())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private KuraValues() {}

  /** The same with stand-ins as nulls. */
  static ColumnReader standIns(ColumnReader reader) {
    return (batch, at) -> nulled(reader.read(batch, at));
  }

  private static ColumnVector nulled(ColumnVector vector) {
    int size = vector.size();
    boolean[] nulls = new boolean[size];
    for (int i = 0; i < size; i++) {
      nulls[i] = vector.isNull(i) || isStandIn(vector, i);
    }
    if (vector instanceof StringVector texts) {
      return new StringVector(size, texts.strings(), texts.ids(), nulls);
    }
    if (vector instanceof IntVector ints) {
      return new IntVector(size, ints.values(), nulls);
    }
    if (vector instanceof ListVector lists) {
      return new ListVector(size, lists.offsets(), lists.elements(), nulls);
    }
    return vector;
  }

  private static boolean isStandIn(ColumnVector vector, int i) {
    if (vector instanceof StringVector texts) {
      return "".equals(texts.get(i));
    }
    if (vector instanceof IntVector ints) {
      return ints.values()[i] == 0;
    }
    return vector instanceof ListVector lists && lists.offsets()[i] == lists.offsets()[i + 1];
  }

  /** Metadata as JSON objects. */
  static ColumnReader metadata(ColumnReader keysAndValues) {
    return (batch, at) -> {
      int count = at.size();
      MapVector maps = (MapVector) keysAndValues.read(batch, at);
      StringVector values = (StringVector) maps.values();
      @Nullable String[] objects = new @Nullable String[count];
      for (int i = 0; i < count; i++) {
        StringBuilder object = new StringBuilder("{");
        for (int k = maps.offsets()[i]; k < maps.offsets()[i + 1]; k++) {
          String value = values.get(k);
          object
              .append(object.length() == 1 ? "" : ",")
              .append(quoted(String.valueOf(maps.keys().get(k))))
              .append(':')
              .append(value == null ? "null" : json(value));
        }
        objects[i] = object.append('}').toString();
      }
      return new StringVector(count, objects, null, maps.nulls());
    };
  }

  private static String json(String text) {
    try {
      return JSON.readTree(text).isMissingNode() ? quoted(text) : text;
    } catch (JsonProcessingException e) {
      return quoted(text);
    }
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
