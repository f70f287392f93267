package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Takes checkpoint URLs apart. */
final class ConfigUrls {
  private ConfigUrls() {}

  static CheckpointConfig parse(String format, String rest) {
    int question = rest.indexOf('?');
    String location = question < 0 ? rest : rest.substring(0, question);
    if (location.isEmpty()) {
      throw new CheckpointConfigurationException(
          "The checkpoint URL \""
              + format
              + ":\" names no place; write "
              + format
              + ":./checkpoints");
    }
    return new CheckpointConfig(
        format, location, question < 0 ? Map.of() : options(rest.substring(question + 1)));
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new TreeMap<>();
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new CheckpointConfigurationException(
            "An option in a checkpoint URL must be name=value, but number "
                + (options.size() + 1)
                + " is not");
      }
      String name = decode(pair.substring(0, equals), "name");
      if (options.put(name, decode(pair.substring(equals + 1), name)) != null) {
        throw new CheckpointConfigurationException(
            "The option \"" + name + "\" stands twice in the checkpoint URL");
      }
    }
    return options;
  }

  private static String decode(String text, String name) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CheckpointConfigurationException(
          "The option \"" + name + "\" of the checkpoint URL is not percent-encoded correctly");
    }
  }
}
