package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backend's configuration as text, from a URL, properties or the environment.
 *
 * @param format the format's name
 * @param location what stands between the format and the options: a directory, a JDBC URL
 * @param options by name, as written; {@code enabled} among them
 */
public record CheckpointConfig(String format, String location, Map<String, String> options) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

  /** Copies the options, sorted by name. */
  public CheckpointConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(location, "location");
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * The location as a directory of the default file system.
   *
   * @throws CheckpointConfigurationException if it is no path, or the URL of something else: that
   *     would become a directory named {@code s3:} here
   */
  public Path directory() {
    Matcher scheme = SCHEME.matcher(location);
    if (scheme.lookingAt()) {
      throw new CheckpointConfigurationException(
          "The place of a "
              + format
              + " checkpoint store must be a local directory, but begins with \""
              + scheme.group()
              + "\". Give a path, such as "
              + format
              + ":./checkpoints; for another file system of java.nio.file use the builder, which takes a Path");
    }
    try {
      return Path.of(location);
    } catch (InvalidPathException e) {
      throw new CheckpointConfigurationException(
          "The place of a "
              + format
              + " checkpoint store must be a directory, but its path cannot be used: "
              + e.getReason(),
          e);
    }
  }

  /** Names the format alone: a location and options may hold secrets. */
  @Override
  public String toString() {
    return "CheckpointConfig[format=" + format + ", options=" + options.keySet() + "]";
  }
}
