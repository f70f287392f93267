package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.NearestName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes checkpoint URLs apart whose place is a JDBC URL with parameters of its own: those that are
 * options of ours are taken out, all others stay for the driver.
 */
final class JdbcUrls {
  private static final Set<String> OPTIONS =
      Set.of(
          "user",
          "password",
          "schema",
          "pool-size",
          "connect-timeout",
          "lock-timeout",
          "heartbeat",
          "run",
          "enabled");

  private JdbcUrls() {}

  static CheckpointConfig parse(String jdbcUrl) {
    int question = jdbcUrl.indexOf('?');
    if (question < 0) {
      return new CheckpointConfig("sql", jdbcUrl, Map.of());
    }
    Map<String, String> options = new TreeMap<>();
    List<String> others = new ArrayList<>();
    for (String pair : jdbcUrl.substring(question + 1).split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !OPTIONS.contains(name)) {
        requireNoSlip(name);
        others.add(pair);
      } else if (options.put(name, decode(name, pair.substring(equals + 1))) != null) {
        throw new CheckpointConfigurationException(
            "The option \"" + name + "\" stands twice in the checkpoint URL");
      }
    }
    String location = jdbcUrl.substring(0, question);
    return new CheckpointConfig(
        "sql", others.isEmpty() ? location : location + "?" + String.join("&", others), options);
  }

  /** Drivers pass over what they do not know, so that a slip in our names would go unnoticed. */
  private static void requireNoSlip(String name) {
    if (name.contains("-") || name.equalsIgnoreCase("schemas")) {
      throw new CheckpointConfigurationException(
          "There is no option \""
              + name
              + "\" of the sql checkpoint store"
              + NearestName.hint(name, OPTIONS));
    }
  }

  private static String decode(String name, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CheckpointConfigurationException(
          "The option \"" + name + "\" of the checkpoint URL is not percent-encoded correctly");
    }
  }
}
