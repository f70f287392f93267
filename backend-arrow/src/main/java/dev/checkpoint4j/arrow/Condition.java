package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A part of a filter that is decided on columns. Truth has three values, as SQL's. Stateless. */
interface Condition {
  byte FALSE = 0;
  byte UNKNOWN = 1;
  byte TRUE = 2;

  /** What is true of each row of a window. */
  void test(Windows.Window window, byte[] truth);

  /** Whether it may be true of rows with these statistics. */
  default boolean mayMatch(JsonNode statistics) {
    return true;
  }

  /** True where all are. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      java.util.Arrays.fill(truth, TRUE);
      byte[] other = new byte[truth.length];
      for (Condition part : parts) {
        part.test(window, other);
        for (int i = 0; i < truth.length; i++) {
          truth[i] = (byte) Math.min(truth[i], other[i]);
        }
      }
    }

    @Override
    public boolean mayMatch(JsonNode statistics) {
      return parts.stream().allMatch(part -> part.mayMatch(statistics));
    }
  }

  /** True where one is. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      java.util.Arrays.fill(truth, FALSE);
      byte[] other = new byte[truth.length];
      for (Condition part : parts) {
        part.test(window, other);
        for (int i = 0; i < truth.length; i++) {
          truth[i] = (byte) Math.max(truth[i], other[i]);
        }
      }
    }

    @Override
    public boolean mayMatch(JsonNode statistics) {
      return parts.stream().anyMatch(part -> part.mayMatch(statistics));
    }
  }

  /** True where the other is false. */
  record Not(Condition part) implements Condition {
    @Override
    public void test(Windows.Window window, byte[] truth) {
      part.test(window, truth);
      for (int i = 0; i < truth.length; i++) {
        truth[i] = (byte) (TRUE - truth[i]);
      }
    }
  }
}
