package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A part of a filter that is decided on columns. Stateless. */
interface Condition {
  /** What is true of each row of a window. */
  Truth test(Windows.Window window);

  /** Whether it may be true of rows with these statistics. */
  default boolean mayMatch(JsonNode statistics) {
    return true;
  }

  /** True where all are. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public Truth test(Windows.Window window) {
      Truth truth = Truth.always(window.rows());
      for (Condition part : parts) {
        truth = truth.and(part.test(window));
      }
      return truth;
    }

    @Override
    public boolean mayMatch(JsonNode statistics) {
      return parts.stream().allMatch(part -> part.mayMatch(statistics));
    }
  }

  /** True where one is. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public Truth test(Windows.Window window) {
      Truth truth = Truth.always(window.rows()).not();
      for (Condition part : parts) {
        truth = truth.or(part.test(window));
      }
      return truth;
    }

    @Override
    public boolean mayMatch(JsonNode statistics) {
      return parts.stream().anyMatch(part -> part.mayMatch(statistics));
    }
  }

  /** True where the other is false. */
  record Not(Condition part) implements Condition {
    @Override
    public Truth test(Windows.Window window) {
      return part.test(window).not();
    }
  }
}
