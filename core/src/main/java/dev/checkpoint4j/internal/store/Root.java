package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.CheckpointName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where everything lies below a store's real directory. Every path that the store touches is made
 * here, from a checked name.
 */
record Root(Path path) {
  /** The one entry of a store that is ours. */
  static final String OURS = ".checkpoint4j";

  private static final String SEPARATOR = "~";
  private static final int MAX_FLAT_CHARS = 180;
  private static final int SHORTENED_CHARS = 100;

  /** The data file of a name. */
  Path data(CheckpointName name, String ending) {
    return below(path, relative(name, ending));
  }

  /** The same place relative to the root, with {@code /} on every system. */
  static String relative(CheckpointName name, String ending) {
    return name.value() + ending;
  }

  /** What parts of a checkpoint have before their name: the ending up to its last {@code /}. */
  static String directoryOf(String ending) {
    return ending.substring(0, ending.lastIndexOf('/') + 1);
  }

  /** A place below a directory, in the directory's own file system. */
  static Path below(Path directory, String relative) {
    Path place = directory;
    for (String segment : relative.split("/", -1)) {
      place = place.resolve(segment);
    }
    return place;
  }

  Path ours() {
    return path.resolve(OURS);
  }

  Path manifests() {
    return ours().resolve("manifests");
  }

  /** The directory of a checkpoint's older contents. */
  Path history(CheckpointName name, String format) {
    return ours().resolve("history").resolve(flat(name) + "." + format);
  }

  /** The directory of the logs of half-done steps. */
  Path steps() {
    return ours().resolve("steps");
  }

  Path tmp() {
    return ours().resolve("tmp");
  }

  Path lock() {
    return ours().resolve("lock");
  }

  Path manifest(CheckpointName name, String format) {
    return manifests().resolve(flat(name) + manifestEnding(format));
  }

  static String manifestEnding(String format) {
    return "." + format + ".json";
  }

  /**
   * A name as one file name. Names that would be too long for a file system are cut and made unique
   * by their digest, behind a mark that no other name can have.
   */
  static String flat(CheckpointName name) {
    String flat = name.value().replace("/", SEPARATOR);
    if (flat.length() <= MAX_FLAT_CHARS) {
      return flat;
    }
    String digest = Sums.sha256Hex(name.value().getBytes(StandardCharsets.UTF_8));
    return flat.substring(0, SHORTENED_CHARS) + SEPARATOR + SEPARATOR + digest;
  }
}
