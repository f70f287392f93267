package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What the numbers of each batch lie between, for the manifest: a JSON array with one object a
 * batch, in the order of the files, from the number of a column to the least value, the greatest,
 * and how many are null. Columns with NaN have none.
 */
final class BatchStatistics {
  private static final int MAX_CHARS = 8 << 20;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final StringBuilder text = new StringBuilder("[");
  private boolean tooLong;

  void add(EncodedBatch batch) {
    tooLong |= text.length() > MAX_CHARS;
    if (!tooLong) {
      text.append(text.length() == 1 ? "" : ",").append(batch.statistics());
    }
  }

  /** All of them; empty if they would be too long to be of use. */
  String write() {
    return tooLong ? "" : text + "]";
  }

  /** Those of one batch. */
  static String of(List<FieldBuilder> columns) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < columns.size(); i++) {
      String range = columns.get(i).range();
      if (!range.isEmpty()) {
        json.append(json.length() == 1 ? "" : ",")
            .append('"')
            .append(i)
            .append("\":")
            .append(range);
      }
    }
    return json.append('}').toString();
  }

  /** Reads what {@link #write} wrote; what is no such text has no statistics. */
  static List<JsonNode> read(String notes) {
    List<JsonNode> batches = new ArrayList<>();
    try {
      if (!notes.isEmpty()) {
        MAPPER.readTree(notes).forEach(batches::add);
      }
      return batches;
    } catch (JsonProcessingException e) {
      throw Problems.corrupt("the statistics of the manifest are damaged", e);
    }
  }
}
