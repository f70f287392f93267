package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points in time that 64 bits of nanoseconds, and dates that 32 bits of days, cannot hold. Their
 * column has the nearest value that fits; the exact ones stand in the metadata of the batch, as a
 * JSON object: by the number of the field, arrays of index, seconds (or days) since 1970, and
 * nanoseconds.
 */
final class Outliers {
  static final Outliers NONE = new Outliers();

  private static final int FIELDS = 3;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<Integer, List<Outlier>> byField = new TreeMap<>();

  /** One of them. */
  record Outlier(long index, long seconds, int nanos) {}

  boolean isEmpty() {
    return byField.isEmpty();
  }

  void add(int field, long index, long seconds, int nanos) {
    byField
        .computeIfAbsent(field, any -> new ArrayList<>())
        .add(new Outlier(index, seconds, nanos));
  }

  /** Those of one field, in order. */
  List<Outlier> of(Field field) {
    return byField.getOrDefault(field.index(), List.of());
  }

  String write() {
    ObjectNode json = MAPPER.createObjectNode();
    byField.forEach(
        (field, outliers) -> {
          ArrayNode array = json.putArray(field.toString());
          outliers.forEach(o -> array.addArray().add(o.index()).add(o.seconds()).add(o.nanos()));
        });
    return json.toString();
  }

  static Outliers read(String text) {
    Outliers outliers = new Outliers();
    try {
      for (Map.Entry<String, JsonNode> field : MAPPER.readTree(text).properties()) {
        for (JsonNode o : field.getValue()) {
          if (o.size() != FIELDS
              || o.get(2).longValue() < 0
              || o.get(2).longValue() > 999_999_999) {
            throw Problems.corrupt("the outliers of a batch are damaged");
          }
          outliers.add(
              Integer.parseInt(field.getKey()),
              o.get(0).longValue(),
              o.get(1).longValue(),
              o.get(2).intValue());
        }
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      throw Problems.corrupt("the outliers of a batch are damaged", e);
    }
    return outliers;
  }
}
