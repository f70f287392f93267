package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointManager;
import java.util.Set;

/**
 * Makes managers of one format from textual configuration; found through {@link
 * java.util.ServiceLoader} by its name. A thin translation to the format's public builder: loading
 * the provider must touch no class of a library that may be missing.
 */
public interface CheckpointProvider {
  /** The format's name: lower-case letters, digits and {@code -}. */
  String format();

  /** Other names for it; none by default. */
  default Set<String> aliases() {
    return Set.of();
  }

  /**
   * Opens a manager.
   *
   * @throws dev.checkpoint4j.CheckpointConfigurationException with all that is wrong with the
   *     options
   */
  CheckpointManager open(CheckpointConfig config);

  /**
   * Takes apart what follows {@code format:} in a URL: the location, a {@code ?}, and options
   * joined by {@code &}, percent-encoded where needed. A format whose locations have question marks
   * of their own overrides it.
   */
  default CheckpointConfig parse(String rest) {
    return ConfigUrls.parse(format(), rest);
  }
}
