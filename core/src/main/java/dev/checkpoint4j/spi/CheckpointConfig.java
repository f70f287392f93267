package dev.checkpoint4j.spi;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A backend's configuration as text, from a URL, properties or the environment.
 *
 * @param format the format's name
 * @param location what stands between the format and the options: a directory, a JDBC URL
 * @param options by name, as written; {@code enabled} among them
 */
public record CheckpointConfig(String format, String location, Map<String, String> options) {
  /** Copies the options, sorted by name. */
  public CheckpointConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(location, "location");
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** Names the format alone: a location and options may hold secrets. */
  @Override
  public String toString() {
    return "CheckpointConfig[format=" + format + ", options=" + options.keySet() + "]";
  }
}
