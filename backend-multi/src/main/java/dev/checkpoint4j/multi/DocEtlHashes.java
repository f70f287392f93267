package dev.checkpoint4j.multi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hashes of steps and operations that DocETL keeps beside its files. Thread-safe. */
final class DocEtlHashes {
  static final String FILE = ".docetl_intermediate_config.json";

  private static final long MAX_BYTES = 64L << 20;
  private static final Pattern HASH = Pattern.compile("[0-9A-Za-z+/=_-]{8,1000}");

  private final Path file;

  DocEtlHashes(Path directory) {
    this.file = directory.resolve(FILE);
  }

  /** The hash of {@code step/operation}; null if there is none. */
  @Nullable String of(CheckpointName name) {
    if (name.segments().size() != 2 || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new LimitExceededException(file + " is larger than " + MAX_BYTES + " bytes");
      }
      JsonNode steps = new ObjectMapper().readTree(Files.readAllBytes(file));
      JsonNode hash = steps.path(name.segments().get(0)).path(name.segments().get(1));
      return hash.isTextual() && HASH.matcher(hash.textValue()).matches() ? hash.textValue() : null;
    } catch (IOException e) {
      throw new CheckpointIOException(
          "Cannot read the hashes of DocETL in " + file + ": it is not JSON, or cannot be read", e);
    }
  }
}
