package dev.checkpoint4j.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.checkpoint4j.spi.RowProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Points in time that 64 bits of nanoseconds, and dates that 32 bits of days, cannot hold. Their
 * column has the nearest value that fits; the exact one stands in the file's key-value metadata, as
 * a JSON object: by the number of the leaf, arrays of row group, index among the values of the
 * chunk that are there, seconds (or days) since 1970, and nanoseconds.
 */
final class Outliers {
  /** Each takes about thirty bytes of the footer. */
  static final int MAX = 100_000;

  private static final int FIELDS = 4;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<Integer, List<Outlier>> byLeaf = new HashMap<>();
  private int count;

  /**
   * One of them.
   *
   * @param index among the values of the chunk that are not null
   */
  record Outlier(int group, long index, long seconds, int nanos) {}

  boolean isEmpty() {
    return count == 0;
  }

  void add(int leaf, Outlier outlier) {
    if (++count > MAX) {
      throw new RowProblem(
          RowProblem.Kind.UNSUPPORTED,
          "",
          "more than "
              + MAX
              + " values of time lie outside the years 1677 to 2262 of Parquet's nanoseconds; keep"
              + " them as text");
    }
    byLeaf.computeIfAbsent(leaf, any -> new ArrayList<>()).add(outlier);
  }

  /** Those of one chunk, in order. */
  List<Outlier> of(int leaf, int group) {
    List<Outlier> all = byLeaf.getOrDefault(leaf, List.of());
    return all.stream().filter(o -> o.group() == group).toList();
  }

  String write() {
    ObjectNode json = MAPPER.createObjectNode();
    byLeaf.forEach(
        (leaf, outliers) -> {
          ArrayNode array = json.putArray(leaf.toString());
          for (Outlier o : outliers) {
            array.addArray().add(o.group()).add(o.index()).add(o.seconds()).add(o.nanos());
          }
        });
    return json.toString();
  }

  static Outliers read(String text) {
    Outliers outliers = new Outliers();
    try {
      for (Map.Entry<String, JsonNode> leaf : MAPPER.readTree(text).properties()) {
        for (JsonNode o : leaf.getValue()) {
          if (o.size() != FIELDS) {
            throw Problems.corrupt("the footer's outliers are damaged");
          }
          outliers.add(
              Integer.parseInt(leaf.getKey()),
              new Outlier(
                  o.get(0).intValue(),
                  o.get(1).longValue(),
                  o.get(2).longValue(),
                  o.get(FIELDS - 1).intValue()));
        }
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      throw Problems.corrupt("the footer's outliers are damaged", e);
    }
    return outliers;
  }
}
