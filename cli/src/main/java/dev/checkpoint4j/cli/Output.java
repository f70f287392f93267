package dev.checkpoint4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Writes results, for people or for programs. */
final class Output {
  private final PrintWriter out;
  private final boolean json;
  private @Nullable ObjectMapper mapper;

  Output(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  boolean isJson() {
    return json;
  }

  void line(String text) {
    out.println(text);
  }

  void table(Table table) {
    table.print(out);
  }

  /** One JSON value on a line. */
  void json(Object value) {
    try {
      out.println(mapper().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result cannot be written as JSON", e);
    }
  }

  String text(Object value) {
    try {
      return mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A value cannot be written as JSON", e);
    }
  }

  private ObjectMapper mapper() {
    ObjectMapper known = mapper;
    if (known == null) {
      known =
          new ObjectMapper()
              .registerModule(new JavaTimeModule())
              .registerModule(new Jdk8Module())
              .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
              .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
      mapper = known;
    }
    return known;
  }
}
