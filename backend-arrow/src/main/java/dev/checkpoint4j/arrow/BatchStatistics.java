package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.DoubleVector;
import dev.checkpoint4j.spi.column.FloatVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.LongVector;
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
  static String of(ColumnVector[] vectors) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < vectors.length; i++) {
      String range = range(vectors[i]);
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

  private static String range(ColumnVector vector) {
    if (vector instanceof IntVector ints) {
      int[] values = ints.values();
      return whole(vector, i -> values[i]);
    }
    if (vector instanceof LongVector longs) {
      long[] values = longs.values();
      return whole(vector, i -> values[i]);
    }
    if (vector instanceof FloatVector floats) {
      float[] values = floats.values();
      return floating(vector, i -> values[i]);
    }
    if (vector instanceof DoubleVector doubles) {
      double[] values = doubles.values();
      return floating(vector, i -> values[i]);
    }
    return "";
  }

  private static String whole(ColumnVector vector, java.util.function.IntToLongFunction value) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int nulls = 0;
    for (int i = 0; i < vector.size(); i++) {
      if (vector.isNull(i)) {
        nulls++;
      } else {
        long v = value.applyAsLong(i);
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
    }
    return nulls == vector.size()
        ? "[null,null," + nulls + "]"
        : "[" + min + "," + max + "," + nulls + "]";
  }

  private static String floating(
      ColumnVector vector, java.util.function.IntToDoubleFunction value) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int nulls = 0;
    for (int i = 0; i < vector.size(); i++) {
      if (vector.isNull(i)) {
        nulls++;
      } else {
        double v = value.applyAsDouble(i);
        if (Double.isNaN(v) || Double.isInfinite(v)) {
          return "";
        }
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
    }
    return nulls == vector.size()
        ? "[null,null," + nulls + "]"
        : "[" + min + "," + max + "," + nulls + "]";
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
