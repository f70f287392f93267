package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.multi.DirectoryCheckpoints;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.Backends;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens what a user calls a store. */
final class Stores {
  /** A format has two letters at least: {@code c:\data} is a path. */
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9-]+:.*", Pattern.DOTALL);

  private static final String DOCETL_FILE = ".docetl_intermediate_config.json";

  private Stores() {}

  static CheckpointManager open(@Nullable String text) {
    if (text != null) {
      return isUrl(text) ? CheckpointManagers.open(text) : directory(text);
    }
    Map<String, String> environment = System.getenv();
    if (isSet(environment, "CHECKPOINT_URL") || isSet(environment, "KURA_CHECKPOINT_FORMAT")) {
      return CheckpointManagers.fromEnvironment(environment);
    }
    String kura = environment.getOrDefault("KURA_CHECKPOINT_DIR", "");
    return directory(kura.isBlank() ? CheckpointManagers.DEFAULT_DIR : kura);
  }

  static boolean isUrl(String text) {
    return URL.matcher(text).matches();
  }

  /** A store as a user names it: a URL, or the directory. */
  static String shown(CheckpointManager manager) {
    Backend backend = Backends.of(manager);
    String format = backend.format();
    boolean directory =
        format.equals(DirectoryCheckpoints.FORMAT)
            || format.equals(DirectoryCheckpoints.DOCETL_FORMAT);
    return directory ? backend.location() : format + ":" + backend.location();
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private static CheckpointManager directory(String text) {
    Path path = path(text);
    return Files.exists(path.resolve(DOCETL_FILE))
        ? DirectoryCheckpoints.openDocEtl(path)
        : DirectoryCheckpoints.open(path);
  }

  /** A directory that is there. */
  static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (!Files.isDirectory(path)) {
        throw new Failure(
            ExitCode.USAGE,
            "there is no directory "
                + text
                + "; name the store with --store, as a URL or a directory");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new Failure(ExitCode.USAGE, "the store is neither a URL nor a path: " + e.getReason());
    }
  }
}
